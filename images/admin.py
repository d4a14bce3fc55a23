from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from images.cleaning import clean
from images.models import Image, ImageAlias
from images.store import store_file
from keys.admin import AliasInline
from pagecache.admin import PublicModelAdmin


class ImageForm(forms.ModelForm):
    """Form of an existing image."""

    class Meta:
        model = Image
        exclude = ["file"]  # noqa: DJ006 the admin's fieldsets say which fields

    def clean(self):
        super().clean()
        same = Image.objects.same_picture(self._sha256(), self.cleaned_data.get("alt", ""))
        if same and same.pk != self.instance.pk:
            message = _("The house has this picture already, as “%(title)s”.")
            raise ValidationError(message, params={"title": same})

    def _sha256(self):
        return self.instance.sha256


class UploadForm(ImageForm):
    """Form of a new image, whose file is cleaned before it is stored."""

    upload = forms.FileField(
        label=_("file"),
        help_text=_("JPEG, PNG or WebP. It is turned upright, and what the camera wrote into it is removed."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean_upload(self):
        return clean(self.cleaned_data["upload"])

    def _post_clean(self):
        """The file is stored last, when nothing else is wrong: that it cannot be is shown by its field."""
        super()._post_clean()
        if not self.errors:
            try:
                store_file(self.instance, self.cleaned_data["upload"])
            except ValidationError as error:
                self.add_error("upload", error)

    def _sha256(self):
        upload = self.cleaned_data.get("upload")
        return upload.sha256 if upload else ""


class ImageAliasInline(AliasInline):
    model = ImageAlias


@admin.register(Image)
class ImageAdmin(PublicModelAdmin):
    """The file of an image never changes: documents contain its hash."""

    list_display = ["title", "alt", "is_decorative", "size", "licence", "rights_until_date"]
    list_filter = ["is_decorative", "rights_until_date", "created_at"]
    search_fields = ["title", "alt", "credit", "licence"]
    form = ImageForm
    inlines = [ImageAliasInline]
    text_fields = ["title", "alt", "is_decorative", "credit", "licence", "rights_until_date"]
    focal_point_fields = [("focal_x", "focal_y")]
    file_fields = ["file", "width", "height", "sha256", "created_at"]

    @admin.display(description=_("pixels"))
    def size(self, image):
        return f"{image.width} × {image.height}"

    def get_form(self, request, obj=None, change=False, **kwargs):
        if obj is None:
            kwargs["form"] = UploadForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request, obj=None):
        editable = [*self.text_fields, *self.focal_point_fields]
        return [*editable, *self.file_fields] if obj else ["upload", *editable]

    def get_readonly_fields(self, request, obj=None):
        return self.file_fields if obj else []

"""Your settings: time zone, how often mail comes, single-key shortcuts."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reviews.desk.base.guards import desk_page
from reviews.models import StaffSettings
from reviews.models.staff_settings import zone_names


class OwnSettingsForm(forms.ModelForm):
    class Meta:
        model = StaffSettings
        fields = ["time_zone", "mail", "has_single_keys"]
        widgets = {
            "time_zone": forms.TextInput(
                attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}
            ),
            "mail": forms.RadioSelect,
        }


@require_http_methods(["GET", "HEAD", "POST"])
def own_settings(request):
    """Edit one's own settings."""
    form = OwnSettingsForm(request.POST or None, instance=StaffSettings.objects.of(request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your settings are saved."))
        return redirect("admin:own_settings")
    status = 400 if request.method == "POST" else 200
    zones = [name for name in sorted(zone_names()) if "/" in name or name == "UTC"]
    context = {"opts": None, "form": form, "zones": zones}
    return desk_page(
        request, "reviews/desk/home/own_settings.html", context, title=_("Your settings"), status=status
    )


def own_settings_urls(wrap):
    return [path("settings/", wrap(own_settings), name="own_settings")]

"""The Markdown widget of the admin: text on one side, its preview on the other."""

from django import forms
from django.template import loader
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from markdownx.widgets import AdminMarkdownxWidget

# The toolbar: each button's name in static/js/editor.js, and its label.
TOOLS = (
    ("strong", _("Bold")),
    ("em", _("Italic")),
    ("link", _("Link")),
    ("quote", _("Quote")),
    ("picture", _("Picture")),
    ("spoiler", _("Spoiler")),
)


class MarkdownWidget(AdminMarkdownxWidget):
    """django-markdownx's widget with our own template, script and URLs."""

    template_name = "reviews/desk/writing/markdown_widget.html"

    @property
    def media(self):
        scripts = ("js/editor.js", "js/spoiler-mark.js")
        return forms.Media(js=[forms.Script(script, type="module") for script in scripts])

    def get_context(self, name, value, attrs=None):
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"] |= {
            "data-markdownx-urls-path": reverse("admin:reviews_draft_markdown_preview"),
            "data-markdownx-upload-urls-path": reverse("admin:reviews_draft_markdown_upload"),
        }
        return context | {"tools": TOOLS}

    def _render(self, template_name, context, renderer=None):
        """Use the project's templates: the form renderer finds only those of installed apps."""
        return loader.render_to_string(template_name, context)

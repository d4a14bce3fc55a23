"""Static pages, edited in the admin: about, contact, privacy, corrections policy, how we rate."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from keys.addresses import reverse
from shield.markdown_field import MarkdownField

FOOTER = "footer"  # the scope of its links, which every page shows
SHOWN_IN_FOOTER = ("slug", "title", "in_footer", "position")


class PageQuerySet(models.QuerySet):
    def of_footer(self):
        """Pages linked in the footer of every page, in order."""
        return self.filter(in_footer=True).order_by("position", "title", "pk")


class Page(models.Model):
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    dek = models.CharField(_("dek"), max_length=300, blank=True)
    text = MarkdownField(_("text"), help_text=_("Markdown."))
    in_footer = models.BooleanField(_("in the foot of every page"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    changed_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["position", "title", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("pages:page", args=[self.slug])

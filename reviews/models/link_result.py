from django.db import models
from django.utils.translation import gettext_lazy as _

ADDRESS_LIMIT = 2000


class LinkResult(models.Model):
    """The response of an external URL at the last check. Status 0: no response."""

    url = models.CharField(_("address"), max_length=ADDRESS_LIMIT, unique=True)
    status = models.PositiveSmallIntegerField(_("status"), default=0)
    ok = models.BooleanField(_("answers"), default=False)
    error = models.CharField(_("error"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("last checked"))

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["ok", "url"]

    def __str__(self):
        return self.url

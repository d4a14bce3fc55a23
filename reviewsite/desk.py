"""The admin site, under the name its users give it."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _

from reviews.desk.checking import spoiler_check_urls
from reviews.desk.newsroom import newsroom
from reviewsite.audit.telling import audit_told


class DeskSite(AdminSite):
    site_header = _("Foyer, the desk")
    site_title = _("Foyer, the desk")
    index_title = _("Newsroom")

    def index(self, request, extra_context=None):
        """The newsroom, with the tables of the film world below it."""
        told = newsroom(request.user) | audit_told(request.user)
        return super().index(request, told | (extra_context or {}))

    def get_urls(self):
        return spoiler_check_urls(self.admin_view) + super().get_urls()

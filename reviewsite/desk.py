"""The admin site, under the name its users give it."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _

from reviews.desk.checking import spoiler_check_urls
from reviews.desk.inbox import inbox_urls, unread_count
from reviews.desk.newsroom import newsroom
from reviews.desk.own_settings import own_settings_urls
from reviews.desk.record import record_urls
from reviewsite.audit.telling import audit_told
from reviewsite.care import needs_care


class DeskSite(AdminSite):
    site_header = _("Foyer, the desk")
    site_title = _("Foyer, the desk")
    index_title = _("Newsroom")

    def index(self, request, extra_context=None):
        """The newsroom, with the tables of the film world below it."""
        told = newsroom(request.user) | audit_told(request.user) | {"care": needs_care(request.user)}
        return super().index(request, told | (extra_context or {}))

    def each_context(self, request):
        """With what stands above every page: the unread notices, counted when they are shown."""
        told = {"unread_notices": lambda: unread_count(request.user)}
        return super().each_context(request) | told

    def get_urls(self):
        ours = (spoiler_check_urls, inbox_urls, own_settings_urls, record_urls)
        return [url for urls in ours for url in urls(self.admin_view)] + super().get_urls()

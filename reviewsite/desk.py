"""The admin site, under the name its users give it."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class DeskSite(AdminSite):
    site_header = _("Foyer, the desk")
    site_title = _("Foyer, the desk")
    index_title = _("Newsroom")

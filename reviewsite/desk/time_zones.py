"""Activate each staff member's own time zone in the admin; public pages use TIME_ZONE."""

from django.utils import timezone

from reviews.models import StaffSettings
from reviewsite.desk.middleware import AdminOnlyMixin


class StaffTimeZoneMiddleware:
    """Sets `request.staff_settings`, and activates their time zone for the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            return self.get_response(request)
        own = getattr(request.user, "staff_settings", None)  # loaded with the user (StaffBackend)
        request.staff_settings = own or StaffSettings(user=request.user)
        with timezone.override(request.staff_settings.zone):
            return self.get_response(request)


class DeskTimeZoneMiddleware(AdminOnlyMixin, StaffTimeZoneMiddleware):
    pass

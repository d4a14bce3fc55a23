"""Each person of the desk sees and types times in a zone of their own; public pages never."""

from django.utils import timezone

from reviews.models import StaffSettings
from reviewsite.desk.middleware import OnlyAtTheDesk


class StaffTimeZoneMiddleware:
    """Puts the settings of whoever asks on the request, and their zone in force until it is answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated:
            return self.get_response(request)
        request.staff_settings = StaffSettings.objects.of(request.user)
        with timezone.override(request.staff_settings.zone):
            return self.get_response(request)


class DeskTimeZoneMiddleware(OnlyAtTheDesk, StaffTimeZoneMiddleware):
    pass

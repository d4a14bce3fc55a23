from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Mail(models.TextChoices):
    AT_ONCE = "at-once", _("at once")
    DAILY = "daily", _("once a day, in the morning")
    NEVER = "never", _("never: the inbox is enough")


@cache
def zone_names() -> frozenset[str]:
    return frozenset(available_timezones())


def validate_zone(name: str) -> None:
    if name not in zone_names():
        raise ValidationError(_("No time zone has this name. They are called like Europe/London."))


class ZoneField(models.CharField):
    """The name of a time zone. Deconstructs as a `CharField`, so that migrations import nothing from here."""

    default_validators = (validate_zone,)

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.CharField", args, options


class StaffSettingsQuerySet(models.QuerySet):
    def of(self, user) -> "StaffSettings":
        """The user's settings, or an unsaved instance with the defaults."""
        return self.filter(user=user).first() or StaffSettings(user=user)


class StaffSettings(models.Model):
    """Personal settings of a staff user. No row: the defaults."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="staff_settings"
    )
    time_zone = ZoneField(
        _("time zone"),
        max_length=64,
        blank=True,
        help_text=_("All times of the desk are shown and read in it. Empty: the house's own."),
    )
    mail = models.CharField(_("mail"), max_length=7, choices=Mail, default=Mail.AT_ONCE)
    has_single_keys = models.BooleanField(
        _("single-key shortcuts"),
        default=True,
        help_text=_("Such as N for the next text in the queue. They never act while you type."),
    )

    objects = StaffSettingsQuerySet.as_manager()

    class Meta:
        verbose_name = _("settings of a person")
        verbose_name_plural = _("settings of people")

    def __str__(self):
        return str(self.user_id)

    @property
    def zone(self) -> ZoneInfo:
        """The user's time zone; TIME_ZONE if none is chosen, or if the system does not know it."""
        if self.time_zone in zone_names():
            return ZoneInfo(self.time_zone)
        return timezone.get_default_timezone()

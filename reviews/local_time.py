"""Convert local times to aware datetimes and back, across daylight saving time (DST) changes.

In spring an hour does not exist (imaginary): a time in it is refused, with
the nearest ones that do. In autumn an hour comes twice (ambiguous): a time in
it is refused until the user says which of the two is meant.
"""

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import lru_cache

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import get_current_timezone, get_default_timezone, localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MINUTE = timedelta(minutes=1)


class InvalidLocalTime(ValueError):
    """An imaginary or ambiguous local time. The message is a sentence that says what to do."""


def possible_times(local: datetime, zone: tzinfo) -> tuple[datetime, ...]:
    """The aware datetimes at which clocks in `zone` show `local`, the earlier first: none, one or two."""
    times = []
    for fold in (0, 1):
        moment = with_fixed_offset(local.replace(tzinfo=zone, fold=fold))
        round_trip = moment.astimezone(zone).replace(tzinfo=None, fold=0)
        if round_trip == local.replace(fold=0) and moment not in times:
            times.append(moment)
    return tuple(times)


def with_fixed_offset(moment: datetime) -> datetime:
    """The same datetime with a fixed offset and zone name instead of a zone with DST.

    In an ambiguous hour Django's formats print no zone, and Python compares
    datetimes of different zones as unequal.
    """
    return moment.replace(tzinfo=timezone(moment.utcoffset(), moment.tzname()), fold=0)


def noon_of(day: date) -> datetime:
    """The moment that stands for a day: noon by the house's clock, which is in that day almost everywhere."""
    return datetime.combine(day, time(12), get_default_timezone())


def format_local(moment: datetime, format: str = "D j M Y, H:i T") -> str:
    """An aware datetime in the active time zone (the user's), as text with the zone's name."""
    return _format(moment.astimezone(UTC), get_current_timezone(), format, get_language())


@lru_cache(maxsize=4096)
def _format(moment: datetime, zone: tzinfo, format: str, _language: str | None) -> str:
    """Remembered: a list has fifty, at seventy calls each. In UTC, where equal times are the same."""
    return date_format(with_fixed_offset(localtime(moment, zone)), format)


def parse_local(text: str) -> datetime:
    """Parse ISO 8601 as an aware datetime: with its own offset, or else in the active time zone.

    Raises `ValueError` if it is no datetime, `InvalidLocalTime` if it is imaginary or ambiguous.
    """
    local = _parse(text)
    if local is None:
        raise ValueError(text)
    if local.tzinfo:
        return local
    zone = get_current_timezone()
    times = possible_times(local, zone)
    if len(times) == 1:
        return times[0]
    raise InvalidLocalTime(_ambiguous_message(*times) if times else _imaginary_message(local, zone))


def ambiguous_readings(text: str) -> tuple[datetime, ...]:
    """Both aware datetimes of an ambiguous local time; () for any other text."""
    local = _parse(text)
    if local is None or local.tzinfo:
        return ()
    times = possible_times(local, get_current_timezone())
    return times if len(times) == 2 else ()


def _parse(text: str) -> datetime | None:
    """A date with a time; None for anything else, and for a year whose local times may overflow."""
    try:
        local = parse_datetime(text.strip()) if ":" in text else None
    except ValueError:
        return None
    return local if local and 1 < local.year < 9999 else None


def _ambiguous_message(first: datetime, second: datetime) -> str:
    values = {"day": date_format(first, "j F Y"), "first": _clock(first), "second": _clock(second)}
    return (
        _("On %(day)s this time comes twice: first as %(first)s, then as %(second)s. Choose which.") % values
    )


def _imaginary_message(local: datetime, zone: tzinfo) -> str:
    """With the last minute before the clocks jump, and the first after it."""
    before, after = local, local
    while not possible_times(before, zone):
        before -= MINUTE
    while not possible_times(after, zone):
        after += MINUTE
    values = {
        "time": f"{local:%H:%M}",
        "day": date_format(local, "j F Y"),
        "before": _clock(possible_times(before, zone)[-1]),
        "after": _clock(possible_times(after, zone)[0]),
    }
    message = _(
        "There is no %(time)s on %(day)s: the clocks are put forward. "
        "The nearest times are %(before)s and %(after)s."
    )
    return message % values


def _clock(moment: datetime) -> str:
    return date_format(moment, "H:i T")

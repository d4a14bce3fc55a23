"""When the public pages change next by the clock alone."""

from datetime import datetime, timedelta

from django.db.models import Min
from django.utils import timezone

from films.models import ReleaseDate
from images.models import Image
from pagecache.models import Change
from pagecache.recording import midnight_after
from reviews.models import Edition


def next_change(now: datetime) -> datetime | None:
    """The first moment after now at which something begins or ends: an edition, rights, a release."""
    today = timezone.localdate(now)
    rights = Image.objects.filter(rights_until_date__gte=today).aggregate(at=Min("rights_until_date"))["at"]
    release = ReleaseDate.objects.filter(date__gt=today).aggregate(at=Min("date"))["at"]
    moments = [
        Edition.objects.upcoming(now).aggregate(at=Min("public_from"))["at"],
        Edition.objects.live(now).aggregate(at=Min("live_until"))["at"],
        Change.objects.filter(at__gt=now).aggregate(at=Min("at"))["at"],
        rights and midnight_after(rights),
        release and midnight_after(release - timedelta(days=1)),
    ]
    return min(filter(None, moments), default=None)

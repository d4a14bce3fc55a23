"""What needs care: things of several apps that nobody was asked about, each with one click to act on it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.models import Film
from franchises.models import ProjectStatus
from images.models import Image
from reviews.desk.home.inbox import unread_count
from reviews.desk.steps.reassign import drafts_in_work
from reviews.models import Edition, Reference, SpoilerReport
from reviews.permissions.access import may
from reviewsite.derived import outdated

SOON = timedelta(days=14)
SHOWN = 5  # of each kind


@dataclass(frozen=True)
class AttentionItem:
    """One thing to look after: what it is, of which film, what can be done, since or until when."""

    said: str
    act: str = ""  # without one, nothing can be done here: it is only said
    address: str = ""
    film: str = ""
    more: str = ""
    since: datetime | date | None = None
    until: date | None = None


def attention_list(user) -> list[AttentionItem]:
    """For this person. One query for each kind that concerns them, whatever there is of it."""
    found = [*_outdated(), *_unread(user)]
    if may(user, "tighten"):
        found += _reports()
    if may(user, "reassign"):
        found += _left_behind()
    if user.has_perm("images.change_image") or may(user, "decide"):
        found += _pictures()
    if user.has_perm("franchises.change_projectstatus"):
        found += _statuses()
    return found


def _outdated() -> list[AttentionItem]:
    """What `refresh_derived` has still to make anew after an upgrade."""
    kinds = outdated()
    said = _("Still as an earlier version made them; an operator runs “manage.py refresh_derived”")
    return [AttentionItem(said, more=", ".join(kinds).lower())] if kinds else []


def _unread(user) -> list[AttentionItem]:
    number = unread_count(user)
    said = ngettext("%d notice you have not read", "%d notices you have not read", number) % number
    return [AttentionItem(said, _("Open the inbox"), reverse("admin:inbox"))] if number else []


def _reports() -> list[AttentionItem]:
    found = SpoilerReport.objects.open().aggregate(number=Count("pk"), since=Min("reported_at"))
    if not found["number"]:
        return []
    said = ngettext("%d report of a reader waits", "%d reports of readers wait", found["number"])
    address = reverse("admin:reviews_draft_reports")
    return [
        AttentionItem(said % found["number"], _("Look, and hide or dismiss"), address, since=found["since"])
    ]


def _left_behind() -> list[AttentionItem]:
    gone = list(User.objects.filter(is_active=False, reviews__isnull=False).values_list("pk", flat=True))
    number = drafts_in_work().filter(review__author__in=set(gone)).count()
    said = ngettext(
        "%d text in work of an account that was deactivated",
        "%d texts in work of accounts that were deactivated",
        number,
    )
    address = reverse("admin:reviews_draft_reassign")
    return [AttentionItem(said % number, _("Give to another author"), address)] if number else []


def _pictures() -> list[AttentionItem]:
    """Of live editions, and posters, whose rights ran out or soon will. What ran out is shown to nobody."""
    today = timezone.localdate()
    live = Edition.objects.live().values("revision")
    used = Reference.objects.filter(revision__in=live, image__isnull=False).values("image")
    posters = Film.objects.filter(poster__isnull=False).values("poster")
    images = Image.objects.running_out(today + SOON).filter(Q(pk__in=used) | Q(pk__in=posters))
    return [_picture(image, today) for image in images[:SHOWN]]


def _picture(image: Image, today: date) -> AttentionItem:
    is_out = image.rights_until_date < today
    said = _("Picture rights ran out") if is_out else _("Picture rights run out")
    address = reverse("admin:images_image_change", args=[image.pk])
    return AttentionItem(
        said, _("Renew or replace"), address, more=image.title, until=image.rights_until_date
    )


def _statuses() -> list[AttentionItem]:
    """Announced films of which nobody has said anything for half a year."""
    rows = ProjectStatus.objects.stale().select_related("film")
    return [
        AttentionItem(
            _("Project status is old"),
            _("Check the source"),
            reverse("admin:franchises_projectstatus_change", args=[row.pk]),
            film=row.film.title,
            more=str(row.get_status_display()).lower(),
            since=row.date,
        )
        for row in rows[:SHOWN]
    ]

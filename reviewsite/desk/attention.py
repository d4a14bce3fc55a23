"""“Needs attention” on the desk's first page: open tasks of several apps, each with a link."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, Min, OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from films.models import Film
from franchises.models import ProjectStatus
from images.models import Image
from pagecache.queries.prepared import PreparedQuery
from reviews.checks.leak_check.film_world import WORLD_TEXTS
from reviews.desk.checks.sources import may_open, record_url
from reviews.desk.steps.reassign import drafts_in_work
from reviews.models import Edition, Reference, SpoilerReport, Telling, WorldTelling
from reviews.permissions.access import may
from reviews.workflow.text_index.world_tellings import open_world_tellings
from reviewsite.derived import outdated

EXPIRY_NOTICE = timedelta(days=14)
MAX_ITEMS = 5  # of each kind


@dataclass(frozen=True)
class AttentionItem:
    """An open task. `since` or `until`: how old it is, or its deadline."""

    message: str
    action: str = ""  # the text of the link; empty if nothing can be done in the admin
    address: str = ""
    film: str = ""
    detail: str = ""
    since: datetime | date | None = None
    until: date | None = None


def _what_there_is(until: date):
    """One row: of what there is mostly none, and the number of reports."""
    reports = SpoilerReport.objects.open().order_by().values("state")
    return ContentType.objects.annotate(
        report_count=Subquery(reports.annotate(number=Count("pk")).values("number")),
        reported_since=Subquery(reports.annotate(since=Min("reported_at")).values("since")),
        has_tellings=Exists(Telling.objects.all()),
        has_world_tellings=Exists(WorldTelling.objects.all()),
        has_deactivated=Exists(User.objects.filter(is_active=False)),
        has_expiring=Exists(Image.objects.running_out(until).order_by()),
    )[:1]


_there_is = PreparedQuery(_what_there_is, until=date)


def attention_list(user, unread: int) -> list[AttentionItem]:
    """The open tasks this user has permission for. Two queries, and one for each kind there is."""
    items = [*_outdated(), *_unread(unread)]
    there_is = _there_is.first(until=timezone.localdate() + EXPIRY_NOTICE)
    if may(user, "tighten"):
        items += _reports(there_is.report_count, there_is.reported_since)
        items += _tellings() if there_is.has_tellings else []
    if there_is.has_world_tellings and (may(user, "tighten") or user.has_perm("films.change_film")):
        items += _world_tellings(user)
    if there_is.has_deactivated and may(user, "reassign"):
        items += _drafts_of_deactivated()
    if there_is.has_expiring and (user.has_perm("images.change_image") or may(user, "decide")):
        items += _pictures()
    if user.has_perm("franchises.change_projectstatus"):
        items += _statuses()
    return items


def _outdated() -> list[AttentionItem]:
    """Derived data that `refresh_derived` has still to refresh after an upgrade."""
    kinds = outdated()
    message = _("Still as an earlier version made them; an operator runs “manage.py refresh_derived”")
    return [AttentionItem(message, detail=", ".join(kinds).lower())] if kinds else []


def _unread(number: int) -> list[AttentionItem]:
    message = ngettext("%d notice you have not read", "%d notices you have not read", number) % number
    return [AttentionItem(message, _("Open the inbox"), reverse("admin:inbox"))] if number else []


def _reports(number: int | None, since: datetime | None) -> list[AttentionItem]:
    if not number:
        return []
    message = ngettext("%d report of a reader waits", "%d reports of readers wait", number) % number
    address = reverse("admin:reviews_draft_reports")
    return [AttentionItem(message, _("Look, and hide or dismiss"), address, since=since)]


def _tellings() -> list[AttentionItem]:
    """Live reviews that tell what a later one withholds. The check of their drafts lists the sentences."""
    return [
        AttentionItem(
            _("“%(headline)s” tells what a later review withholds") % {"headline": row.teller.headline},
            _("Hide it, reword it, or say why it may stay"),
            reverse("admin:reviews_draft_change", args=[row.teller.review_id]),
            film=str(row.edition.film),
            since=row.edition.public_from,
        )
        for row in Telling.objects.open()[:MAX_ITEMS]
    ]


def _world_tellings(user) -> list[AttentionItem]:
    """Texts of the film world that tell what a review withholds, of records that this user may open."""
    openable = {text.form_label for text in WORLD_TEXTS if may_open(user, text.form_label)}
    rows = (item for item in open_world_tellings() if item[1].form_label in openable)
    return [
        AttentionItem(
            _("A text of the film database tells what a review withholds"),
            _("Mark what spoils, or reword it"),
            record_url(text.form_label, getattr(record, text.form)),
            film=str(row.edition.film),
            detail=f"{text.title}, {record}",
            since=row.edition.public_from,
        )
        for row, text, record in islice(rows, MAX_ITEMS)
    ]


def _drafts_of_deactivated() -> list[AttentionItem]:
    inactive = list(User.objects.filter(is_active=False).values_list("pk", flat=True))
    number = drafts_in_work().filter(review__author__in=inactive).count()
    message = ngettext(
        "%d text in work of an account that was deactivated",
        "%d texts in work of accounts that were deactivated",
        number,
    )
    address = reverse("admin:reviews_draft_reassign")
    return [AttentionItem(message % number, _("Give to another author"), address)] if number else []


def _pictures() -> list[AttentionItem]:
    """Pictures of live editions, and posters, whose rights have expired or soon will."""
    today = timezone.localdate()
    live = Edition.objects.live().filter(revision=OuterRef("revision"))
    in_texts = Exists(Reference.objects.filter(Exists(live), image=OuterRef("pk")))
    on_films = Exists(Film.objects.filter(poster=OuterRef("pk")))
    images = Image.objects.running_out(today + EXPIRY_NOTICE).filter(in_texts | on_films)
    return [_picture(image, today) for image in images[:MAX_ITEMS]]


def _picture(image: Image, today: date) -> AttentionItem:
    is_expired = image.rights_until_date < today
    message = _("Picture rights ran out") if is_expired else _("Picture rights run out")
    address = reverse("admin:images_image_change", args=[image.pk])
    return AttentionItem(
        message, _("Renew or replace"), address, detail=image.title, until=image.rights_until_date
    )


def _statuses() -> list[AttentionItem]:
    """Announced films whose project status has not been updated for half a year."""
    rows = ProjectStatus.objects.stale().select_related("film")
    return [
        AttentionItem(
            _("Project status is old"),
            _("Check the source"),
            reverse("admin:franchises_projectstatus_change", args=[row.pk]),
            film=row.film.title,
            detail=str(row.get_status_display()).lower(),
            since=row.date,
        )
        for row in rows[:MAX_ITEMS]
    ]

"""The queue of readers' spoiler reports: hide the passage in one step, or dismiss them."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from integers import whole_number
from reviews import spoiler_reports, workflow
from reviews.desk.base.guards import desk_page, log_opened, require_permission
from reviews.models import Edition, Review, SpoilerReport
from reviews.public.reports.passages import PassageName, passages_of
from shield.levels import Level

MAX_PASSAGES = 50  # on the page; the others follow when these are answered
REASON = "A reader reported this passage."


@dataclass(frozen=True)
class ReportedPassage:
    """A passage with its open reports. `passage` is None if the live edition has none with that key."""

    review: Review
    headline: str
    film: str
    edition: Edition | None
    place: str
    passage: PassageName | None
    since: datetime
    reports: tuple[SpoilerReport, ...]
    form_values: dict[str, str]  # of an answer refused just now

    @property
    def last(self) -> int:
        """The primary key of the newest report shown: later ones are not answered with it."""
        return max(report.pk for report in self.reports)

    @property
    def can_hide(self) -> bool:
        return self.passage is not None

    @property
    def quotes(self) -> tuple[str, ...]:
        """Readers' quotes that occur in the passage word for word, without duplicates."""
        words = self.passage.words if self.passage else ""
        quoted = (" ".join(report.quote.split()) for report in self.reports)
        return tuple(dict.fromkeys(quote for quote in quoted if quote and quote in words))


def reports_page(request):
    """The queue, oldest report first; a POST answers the reports of one passage."""
    require_permission(request.user, "tighten")
    form_values = {}
    if request.method == "POST":
        review = get_object_or_404(Review, pk=whole_number(request.POST.get("review")))
        require_permission(request.user, "tighten", review)
        try:
            messages.success(request, _answer(review, request.POST, request.user))
        except workflow.Refused as refused:
            messages.error(request, str(refused))
            form_values = request.POST.dict()
        else:
            return redirect("admin:reviews_draft_reports")
    groups = _groups(form_values)
    for review in {group.review.pk for group in groups}:
        log_opened(request.user, review)  # reports may quote spoilers
    context = {"groups": groups, "levels": Level.choices, "reason": _(REASON)}
    return desk_page(request, "reviews/desk/checks/spoiler_reports.html", context, title=_("Spoiler reports"))


def _answer(review: Review, posted, by) -> str:
    place, reason = posted.get("place", ""), posted.get("reason", "")
    last = whole_number(posted.get("last")) or 0
    if posted.get("answer") == "hide":
        spoiler_reports.hide_reported(
            review,
            edition=whole_number(posted.get("edition")) or 0,
            place=place,
            level=posted.get("level", ""),
            quote=posted.get("quote", ""),
            last=last,
            by=by,
            reason=reason,
        )
        return _("Hidden: readers do not get this passage any more unless they ask for it.")
    spoiler_reports.dismiss_report(review, place=place, last=last, by=by, reason=reason)
    return _("Dismissed. The passage stays as it is.")


def _groups(form_values: dict[str, str]) -> list[ReportedPassage]:
    """Open reports by passage. Four queries for each review that has any."""
    reports = list(SpoilerReport.objects.for_queue()[: 10 * MAX_PASSAGES])
    ordered = sorted(reports, key=lambda report: (report.review_id, report.place))
    passages: dict[int, tuple] = {}
    groups = []
    for (review, place), rows in groupby(ordered, key=lambda report: (report.review_id, report.place)):
        group = tuple(rows)
        if review not in passages:
            passages[review] = _live_passages(review)
        edition, by_key = passages[review]
        is_this = form_values.get("review") == str(review) and form_values.get("place") == place
        groups.append(
            ReportedPassage(
                review=group[0].review,
                headline=(edition or group[0].edition).headline,
                film=group[0].edition.film.title,
                edition=edition,
                place=place,
                passage=by_key.get(place),
                since=group[0].reported_at,
                reports=group,
                form_values=form_values if is_this else {},
            )
        )
    return sorted(groups, key=lambda group: group.since)[:MAX_PASSAGES]


def _live_passages(review: int) -> tuple[Edition | None, dict[str, PassageName]]:
    edition = Edition.objects.live().for_page().filter(review=review).first()
    return edition, {passage.key: passage for passage in passages_of(edition)} if edition else {}

"""The side panel of a draft's form: each step with its form, or why it is not possible now."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.db.models import Q
from django.forms import Form
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews import document as d
from reviews.checks.completeness import completeness
from reviews.desk.base import refused_input
from reviews.desk.checks.check_rows import ChecksView, checks_view
from reviews.desk.checks.leak_rows import LeakCheck, form_anchors
from reviews.desk.steps import step_forms
from reviews.document.blank import without_blank_parts
from reviews.models import Edition, Embargo, Submission, SubmissionState
from reviews.permissions.access import PERMISSIONS, may
from reviews.rendering.reading_time import minutes, safe_words, word_count
from reviews.workflow.writing import document_bytes

WAIVER_FORM_ID = "draft_form"  # the id of the form of the draft: it sends the waived findings too


@dataclass(frozen=True)
class TextPanel:
    """Whether a text can be submitted, and its checks: None until `live_views.saved_checks` runs them."""

    may: dict[str, bool]
    digest: str
    number: int
    problems: tuple[str, ...]  # why it cannot be submitted
    checks: ChecksView | None
    submissions: tuple[Submission, ...]  # the latest first
    live: Edition | None
    coming: Edition | None
    reason: Form  # the field for the reason to waive findings

    @property
    def waiting(self) -> Submission | None:
        return _waiting(self.submissions)

    @property
    def returned(self) -> Submission | None:
        """The latest submission, if it was returned."""
        last = self.submissions[0] if self.submissions else None
        return last if last and last.state == SubmissionState.RETURNED else None

    @property
    def leaks(self) -> LeakCheck | None:
        return self.checks and self.checks.leaks

    @property
    def waiver_form_id(self) -> str:
        """The id of the form that sends waived findings; empty if this person cannot waive any now."""
        return WAIVER_FORM_ID if self.may["submit"] and not self.waiting else ""


@dataclass(frozen=True)
class Panel(TextPanel):
    """Everything the side panel shows."""

    words: dict[str, int]
    embargoes: tuple[Embargo, ...]
    forms: dict[str, Any]


def panel(user, draft, document: d.Document, form_values, refused="", *, runs_checks=True) -> Panel:
    """Of a draft and its saved text. `refused` names a step refused just now; `form_values` is its input."""
    text = text_panel(user, draft.review, document, form_values, runs_checks=runs_checks)
    embargoes = _embargoes(draft, refused, form_values)
    return Panel(
        **vars(text),
        words=words_of(document),
        embargoes=embargoes,
        forms=_with_refused_input(refused, form_values, _forms(draft, text.coming, embargoes)),
    )


def text_panel(user, review, document: d.Document, form_values, *, runs_checks=True) -> TextPanel:
    latest = review.revisions.first()
    as_saved = latest and latest.equals(document)
    digest = latest.digest if as_saved else d.digest(document_bytes(review, document))
    submissions = tuple(review.submissions.select_related("moderator", "submitted_by"))
    live, coming = _live_and_coming(review)
    checks = partial(checks_view, review, document, user, anchors=form_anchors(document))
    return TextPanel(
        may={act.replace(" ", "_"): may(user, act, review) for act in PERMISSIONS},
        digest=digest,
        number=latest.number if latest else 0,
        problems=tuple(_problems(document, digest, _waiting(submissions), live)),
        checks=checks(form_values=form_values) if runs_checks else None,
        submissions=submissions,
        live=live,
        coming=coming,
        reason=waive_findings_form(form_values),
    )


def _live_and_coming(review) -> tuple[Edition | None, Edition | None]:
    now = timezone.now()
    editions = review.editions.live(now) | review.editions.upcoming(now)
    rows = list(editions.defer("safe", "revision__content").select_related("revision"))
    live = next((row for row in rows if row.public_from <= now), None)
    return live, next((row for row in rows if row.public_from > now), None)


def words_of(document: d.Document) -> dict[str, int]:
    """The length in words and minutes, of the safe text and of the full one."""
    safe, full = safe_words(document), word_count(document)
    return {"safe": safe, "safe_minutes": minutes(safe), "full": full, "full_minutes": minutes(full)}


def _problems(document, digest: str, waiting, live) -> list[str]:
    if waiting:
        return [_("It is waiting for the moderators already. Withdraw it to submit again.")]
    if live and not live.is_unread and live.revision.digest == digest:
        return [_("These are the very words that readers get already.")]
    return completeness(without_blank_parts(document))


def _waiting(submissions) -> Submission | None:
    return next((row for row in submissions if row.state == SubmissionState.OPEN), None)


def _forms(draft, coming, embargoes) -> dict[str, Any]:
    slug = draft.review.slug
    forms = {
        "rename": step_forms.RenameForm(initial={"slug": slug, "shown_slug": slug}),
        "embargo": _embargo_form(draft, embargoes),
    }
    if coming:
        shown = {
            "edition": coming.pk,
            "shown_live_from": coming.live_from,
            "shown_public_from": coming.public_from,
        }
        at = timezone.localtime(coming.live_from)
        forms["reschedule"] = step_forms.RescheduleForm(initial=shown | {"at": at})
        forms["unschedule"] = step_forms.UnscheduleForm(initial=shown)
    for name, form in forms.items():
        form.auto_id = f"{name}-%s"
    return forms


def _embargo_form(draft, embargoes):
    """The form to set an embargo, with those that are shown beside it; without the tick if there is none."""
    shown = {"film_until" if row.film_id else "review_until": row.until for row in embargoes}
    film = str(draft.film) if draft.film else ""
    form = step_forms.EmbargoForm(initial=shown | {"until": _tomorrow(), "film": film})
    form.public = _public(draft)
    if not embargoes:
        del form.fields["sure"]
    return form


def _public(draft) -> list[Edition]:
    """Live editions of this review, and of its film: they must be taken down before an embargo."""
    target = Q(review=draft.review)
    if draft.film_id:
        target |= Q(film=draft.film_id)
    editions = Edition.objects.live().filter(target).select_related("review").defer("safe")
    return sorted(editions, key=lambda row: row.review_id != draft.pk)


def _embargoes(draft, refused: str, form_values) -> tuple[Embargo, ...]:
    """The embargoes of this review and its film, each with the form to lift it."""
    embargoes = tuple(Embargo.objects.of(film=draft.film, review=draft.review).select_related("film"))
    for row in embargoes:
        initial = {"embargo": row.pk, "shown_until": row.until}
        row.form = step_forms.LiftEmbargoForm(initial=initial, auto_id=f"lift-{row.pk}-%s")
        if refused == "lift-embargo" and form_values.get("embargo") == str(row.pk):
            refused_input.fill_form(row.form, form_values)
            row.form.is_unfolded = True
    return embargoes


def _with_refused_input(refused: str, form_values, forms: dict[str, Any]) -> dict[str, Any]:
    if refused in forms:
        refused_input.fill_form(forms[refused], form_values)
        forms[refused].is_unfolded = True
    return forms


def waive_findings_form(form_values):
    """The field for the reason to waive ticked findings. It belongs to the form of the draft."""
    form = step_forms.WaiveFindingsForm(auto_id="answer-%s")
    form.fields["premise"].widget.attrs["form"] = WAIVER_FORM_ID  # it is rendered outside that form
    refused_input.fill_form(form, form_values)
    return form


def _tomorrow():
    return timezone.localtime().replace(hour=18, minute=0, second=0, microsecond=0) + timedelta(days=1)

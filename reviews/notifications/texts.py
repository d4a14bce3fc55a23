"""Text, film title and URL of a notice. Never a word of a review, of a comment or of a reason."""

from django.urls import reverse
from django.utils.translation import gettext as _

from reviews.models import Notice, Review, Step, Why


def event_text(notice: Notice) -> str:
    """What happened, without naming the review."""
    if notice.why == Why.CHECKS:
        return _("A text waits to be checked")
    if notice.why == Why.FORMER:
        return _("Given to another author")
    if notice.entry.step == Step.SUBMIT:
        return _("A text waits for a decision")
    if notice.entry.step == Step.ASK_RENAME:
        return _("A new address waits for a decision")
    return str(notice.entry.get_step_display()).capitalize()


def film_title(notice: Notice) -> str:
    """The film's title; "" for spoiler checkers, who may not have read even a synopsis."""
    if notice.why == Why.CHECKS:
        return ""
    entry = notice.entry
    draft = getattr(entry.review, "draft", None) if entry.review_id else None
    film = entry.film or (draft and draft.film)
    return " ".join(film.title.split()) if film else ""


def address(notice: Notice) -> str:
    """The path of the admin page where the recipient can see it, or act."""
    entry = notice.entry
    if notice.why == Why.CHECKS:
        return reverse("admin:spoiler_check", args=[entry.submission_id])
    if notice.why == Why.FORMER:
        return reverse("admin:index")
    if entry.step == Step.ASK_RENAME:
        return reverse("admin:reviews_draft_waiting")
    if notice.why == Why.DECIDES and entry.submission_id:
        return reverse("admin:reviews_draft_submission", args=[entry.review_id, entry.submission_id])
    if entry.review_id:
        return address_of_review(entry.review)
    return f"{reverse('admin:reviews_draft_changelist')}"


def address_of_review(review: Review) -> str:
    return reverse("admin:reviews_draft_change", args=[review.pk])

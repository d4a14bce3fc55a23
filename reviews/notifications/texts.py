"""What a notice says, and where it leads. Never a word of a text, of a comment or of a reason."""

from django.urls import reverse
from django.utils.translation import gettext as _

from reviews.models import Notice, Review, Step, Why


def event_text(notice: Notice) -> str:
    """What happened, without of what."""
    if notice.why == Why.CHECKS:
        return _("A text waits to be checked")
    if notice.why == Why.FORMER:
        return _("Given to another author")
    if notice.entry.step == Step.SUBMIT:
        return _("A text waits for a decision")
    return str(notice.entry.get_step_display()).capitalize()


def film_title(notice: Notice) -> str:
    """The title of the film; nothing for those who check, who may not have seen even a synopsis."""
    if notice.why == Why.CHECKS:
        return ""
    line = notice.entry
    draft = getattr(line.review, "draft", None) if line.review_id else None
    film = line.film or (draft and draft.film)
    return " ".join(film.title.split()) if film else ""


def address(notice: Notice) -> str:
    """The page of the desk where one can look at it, or act."""
    line = notice.entry
    if notice.why == Why.CHECKS:
        return reverse("admin:spoiler_check", args=[line.submission_id])
    if notice.why == Why.FORMER:
        return reverse("admin:index")
    if notice.why == Why.DECIDES and line.submission_id:
        return reverse("admin:reviews_draft_submission", args=[line.review_id, line.submission_id])
    if line.review_id:
        return address_of_review(line.review)
    return f"{reverse('admin:reviews_draft_changelist')}"


def address_of_review(review: Review) -> str:
    return reverse("admin:reviews_draft_change", args=[review.pk])

"""Change the author of a review, say of somebody who left or has no time for it."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from reviews.models import Review, Step
from reviews.permissions.access import may
from reviews.workflow.base import Refused, lock, log_step
from reviews.workflow.check_waivers import refuse_what_spoils
from shield.words import readable


@transaction.atomic
def reassign(review: Review, *, to: User, by: User, reason: str) -> None:
    """Change the author. The text, the bylines and whatever is public stay as they are.

    The former author remains a contributor of the revisions they saved, and
    may not approve them, should they become a moderator one day.
    """
    lock(review)
    review.refresh_from_db()
    if not readable(reason):
        raise Refused(_("Say why: both authors can read it in the audit log."))
    if to.pk == review.author_id:
        raise Refused(_("They are its author already. Choose somebody else."))
    if not may(to, "begin"):
        raise Refused(_("This account may not write reviews, or was deactivated. Choose another."))
    latest = review.revisions.first()
    if latest:
        refuse_what_spoils(review, reason, latest)
    former = review.author
    Review.objects.filter(pk=review.pk).update(author=to)
    review.refresh_from_db()
    log_step(
        review,
        Step.REASSIGN,
        by,
        reason=readable(reason),
        detail=f"{former.get_username()} → {to.get_username()}",
        former=[former],
    )

"""Common knowledge: a hidden sentence that a moderator answers once, for all reviews. It stays hidden."""

from functools import partial

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.models import CommonKnowledge, HiddenSentence, Review, Step
from reviews.workflow.base import Refused, lock, log_step
from reviews.workflow.check_waivers import refuse_what_spoils
from reviews.workflow.text_index.tasks import find_tellings_of_edition
from shield.words import readable


@transaction.atomic
def declare_common_knowledge(review: Review, *, sentence: str, by: User, reason: str) -> CommonKnowledge:
    """Let every other text tell a sentence (its hash) that this review withholds.

    Refused without a reason, if the reason says what only a spoiler says, and for a sentence that the
    review does not withhold, or that is common knowledge already.
    """
    lock(review)
    if not readable(reason):
        raise Refused(_("Say since when everybody knows it: the reason is kept in the audit log."))
    withheld = HiddenSentence.objects.withheld(with_upcoming=True).filter(
        edition__review=review, hash=sentence
    )
    row = withheld.select_related("edition__revision").first()
    if not row:
        raise Refused(
            _("The review does not withhold this sentence any more, or it is common knowledge already.")
        )
    refuse_what_spoils(review, reason, row.edition.revision)
    answer, is_new = CommonKnowledge.objects.get_or_create(
        film_id=row.edition.film_id,
        sentence=sentence,
        withdrawn_at=None,
        defaults={"review": review, "by": by, "at": timezone.now(), "reason": readable(reason)},
    )
    if not is_new:
        raise Refused(_("Somebody else called this sentence common knowledge just now."))
    log_step(review, Step.COMMON_KNOWLEDGE, by, reason=answer.reason)
    _find_tellings_again(answer)
    return answer


@transaction.atomic
def withdraw_common_knowledge(answer: CommonKnowledge, *, by: User) -> None:
    """Compare every text with the sentence again. Refused if somebody else withdrew it first."""
    lock(answer.review)
    current = CommonKnowledge.objects.current().filter(pk=answer.pk)
    if not current.update(withdrawn_by=by, withdrawn_at=timezone.now()):
        raise Refused(_("This was withdrawn already."))
    log_step(answer.review, Step.END_COMMON_KNOWLEDGE, by)
    _find_tellings_again(answer)


def _find_tellings_again(answer: CommonKnowledge) -> None:
    """Of every edition that has the sentence, once this transaction commits."""
    rows = HiddenSentence.objects.filter(hash=answer.sentence, edition__film=answer.film_id)
    for edition in rows.order_by().values_list("edition", flat=True).distinct():
        transaction.on_commit(partial(find_tellings_of_edition.enqueue, edition))

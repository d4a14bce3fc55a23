"""Steps of authors: begin, save, rewrite, delete, submit, withdraw, restore."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from slugify import slugify

from reviews import document as d
from reviews.checks.completeness import completeness
from reviews.document.blank import without_blank_parts
from reviews.drafts import freeze_loaded, store_keys, thaw, world_of
from reviews.models import Draft, FormerSlug, Reference, Review, Revision, Step, Submission, SubmissionState
from reviews.models.revision import REFERENCED_MODELS
from reviews.workflow.addresses.old_addresses import keep_old_addresses
from reviews.workflow.base import Refused, lock, log_step
from reviews.workflow.check_waivers import refuse_unanswered, waive_findings
from reviews.workflow.safe_answers import SafeAnswer, answer_safe_kinds
from reviews.workflow.stale_screens import NOTHING_SHOWN, Shown, refuse_stale
from reviews.workflow.text_index.shingles import update_shingles


@transaction.atomic
def begin(
    *,
    author: User,
    document: d.Document | None = None,
    slug: str = "",
    old_addresses: Collection[str] = (),
) -> Review:
    """Create a review with its draft, filled from `document` if given, and save it as revision 1.

    `old_addresses`: of an import, as `free_addresses` found them; they lead to it once it is public.
    """
    document = document or d.Document()
    review = Review.objects.create(author=author, slug=free_slug(slug or document.headline))
    draft = Draft.objects.create(review=review, updated_by=author)
    thaw(document, draft)
    keep_old_addresses(review, old_addresses)
    log_step(review, Step.BEGIN, author)
    save(draft, by=author)
    return review


def free_slug(title: str) -> str:
    """A slug made of `title` that no review has or had: `title`, `title-2`, …"""
    base = slugify(title, max_length=90) or "review"
    taken = set(Review.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= set(FormerSlug.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug


@transaction.atomic
def save(draft: Draft, *, by: User, is_tightening: bool = False) -> Revision:
    """Save the draft: increment its version, and create a revision if the document changed.

    Returns the revision of the current document, new or not.
    """
    lock(draft.review)
    Draft.objects.filter(pk=draft.pk).update(
        version=F("version") + 1, updated_by=by, updated_at=timezone.now()
    )
    draft.refresh_from_db(fields=["version", "updated_by", "updated_at"])
    loaded = Draft.objects.with_parts().get(pk=draft.pk)
    document = freeze_loaded(loaded)
    store_keys(loaded, document)
    latest = draft.review.revisions.first()
    if latest and latest.equals(document):
        return latest
    revision = new_revision(draft.review, document, by=by, is_tightening=is_tightening)
    log_step(draft.review, Step.SAVE, by, revision=revision)
    return revision


def new_revision(review: Review, document: d.Document, *, by: User, is_tightening: bool = False) -> Revision:
    """Create the next revision from a document, its shingles, and a `Reference` to each object it names."""
    content = document_bytes(review, document)
    number = (review.revisions.aggregate(last=Max("number"))["last"] or 0) + 1
    revision = Revision.objects.create(
        review=review,
        number=number,
        content=content,
        digest=d.digest(content),
        saved_by=by,
        saved_at=timezone.now(),
        is_tightening=is_tightening,
    )
    columns = {model: name for name, model in REFERENCED_MODELS.items()}
    Reference.objects.bulk_create(
        Reference(revision=revision, **{columns[type(thing)]: thing}) for thing in world_of(document).named()
    )
    update_shingles(review, document)
    return revision


def document_bytes(review: Review, document: d.Document) -> bytes:
    """The canonical bytes of a document, or the stored bytes of an equal revision in an older format.

    A restored text thus keeps its digest, by which the database (a trigger)
    knows its contributors.
    """
    older = review.revisions.in_older_formats().values_list("content", flat=True)
    equal = (content for content in map(bytes, older.iterator()) if d.loads(content) == document)
    return next(equal, None) or d.dumps(document)


@transaction.atomic
def rewrite(review: Review, *, document: d.Document, version: int, by: User) -> Revision:
    """Replace the draft's content by a document (a merge, the standard structure) and save it.

    Refused if somebody saved since the draft had that `version`.
    """
    lock(review)
    draft = Draft.objects.get(pk=review.pk)
    if draft.version != version:
        raise Refused(_("Somebody saved this review meanwhile. Look at it again, then choose."))
    thaw(document, draft)
    return save(draft, by=by)


@transaction.atomic
def delete(review: Review, *, by: User) -> None:
    """Delete a review that was never submitted, with its draft and revisions. An audit log entry remains."""
    lock(review)
    if review.submissions.exists():
        raise Refused(_("What was ever submitted is kept. Withdraw it, or take it down."))
    slug, revisions = review.slug, review.revisions.count()
    review.embargoes.all().delete()
    review.delete()
    log_step(None, Step.DELETE, by, detail=f"{slug}, {revisions}")


@transaction.atomic
def submit(
    review: Review,
    *,
    by: User,
    digest: str = "",
    waived: Collection[str] = (),
    reason: str = "",
    safe: Mapping[str, SafeAnswer] | None = None,
) -> Submission:
    """Submit the draft, as last saved, to the moderators.

    Blank parts are removed from it and from the draft. Refused while another
    submission is open, if the draft is incomplete, if nothing differs from
    what is live, if `digest` is given and is not that of the saved text, or
    while a finding of a check blocks or is not waived. `waived`: hashes of
    findings waived with this step, for `reason`. `safe`: why sections of a
    kind that usually spoils may be safe, by the hash of the finding.
    """
    lock(review)
    revision = save(review.draft, by=by)
    if digest and digest != revision.digest:
        raise Refused(_("This review was saved again since you opened it. Read it once more, then submit."))
    revision = _without_blank_parts(review, revision, by)
    problems = completeness(revision.document())
    if problems:
        raise Refused(" ".join([_("Not yet complete."), *problems]))
    if review.editions.live().filter(revision=revision, is_unread=False).exists():
        raise Refused(_("These are the very words that readers get already. Change something first."))
    if waived:
        waive_findings(review, hashes=waived, by=by, reason=reason, revision=revision)
    if safe:
        answer_safe_kinds(review, answers=safe, by=by, revision=revision)
    refuse_unanswered(review, revision)
    submission = _open_submission(review, revision, by)
    log_step(review, Step.SUBMIT, by, revision=revision, submission=submission)
    return submission


def _without_blank_parts(review: Review, revision: Revision, by: User) -> Revision:
    document = revision.document()
    without_blanks = without_blank_parts(document)
    if without_blanks == document:
        return revision
    thaw(without_blanks, review.draft)
    return save(review.draft, by=by)


def _open_submission(review: Review, revision: Revision, by: User) -> Submission:
    try:
        with transaction.atomic():
            return Submission.objects.create(
                review=review, revision=revision, submitted_by=by, submitted_at=timezone.now()
            )
    except IntegrityError as error:
        raise Refused(
            _("This review is already waiting for the moderators. Withdraw it to submit again.")
        ) from error


@transaction.atomic
def withdraw(submission: Submission, *, by: User) -> None:
    """Take a submission back before anybody decides."""
    updated = Submission.objects.filter(pk=submission.pk, state=SubmissionState.OPEN).update(
        state=SubmissionState.WITHDRAWN, decided_at=timezone.now()
    )
    if not updated:
        raise Refused(_("This submission has already been decided or withdrawn."))
    log_step(submission.review, Step.WITHDRAW, by, revision=submission.revision, submission=submission)


@transaction.atomic
def restore(revision: Revision, *, by: User, shown: Shown = NOTHING_SHOWN) -> Revision:
    """Replace the draft's content by that of an earlier revision. Nothing public changes.

    Refused if another revision is the newest than the one `shown`: somebody saved meanwhile.
    """
    review = revision.review
    lock(review)
    refuse_stale(shown, revision=review.revisions.values_list("number", flat=True).first())
    thaw(revision.document(), review.draft)
    new_revision = save(review.draft, by=by)
    log_step(
        review,
        Step.RESTORE,
        by,
        revision=new_revision,
        detail=_("from revision %(number)s") % {"number": revision.number},
    )
    return new_revision

"""Erase by order: the words of one review, or the name and mail of one account. An `Erasure` of it stays."""

import re
from functools import partial

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from images.models import Image
from pagecache.models import changed
from pagecache.store import clear_shelf_on_commit
from reviews.models import (
    AdoptionChoice,
    AuditLogEntry,
    Draft,
    Edition,
    Erasure,
    Notice,
    Presence,
    Preview,
    PreviewLink,
    Review,
    SpoilerCheck,
    StaffSettings,
    Step,
    WorkingCopy,
)
from reviews.rendering.searchable_text import KIND
from reviews.workflow.base import Refused, lock, log_step, review_changed
from reviews.workflow.preview_links import end_preview
from reviews.workflow.spoiler_checks.rules import checked_by_names
from search import index
from shield.words import readable

MAX_ORDER_LENGTH = 200  # characters


def rows_to_erase(review: Review) -> list:
    """Querysets of what `erase_review` deletes, each before what it refers to. Their parts go with them."""
    return [
        Notice.objects.filter(entry__review=review),
        review.spoiler_reports.all(),
        review.take_downs.all(),
        review.rename_requests.all(),
        review.editions.all(),
        SpoilerCheck.objects.filter(submission__review=review),
        review.submissions.order_by("-pk"),
        Preview.objects.filter(review=review),
        review.preview_links.all(),
        review.comments.all(),
        review.opened.all(),
        review.leak_waivers.all(),
        review.common_knowledge.all(),
        review.embargoes.all(),
        review.working_copies.all(),
        review.presences.all(),
        review.shingles.all(),
        review.imported_posts.all(),
        AdoptionChoice.objects.filter(review=review),
        Draft.objects.filter(review=review),
        review.revisions.all(),
    ]


@transaction.atomic
def erase_review(review: Review, *, order: str, by: User) -> list[str]:
    """Delete the words of a review wherever they stand; returns the names of the files that go on commit.

    Its addresses stay and answer 410; its audit log entries say who did which step and when, and no more.
    Pictures go that nothing else uses. Refused without an order, and if it was erased before.
    """
    lock(review)
    _refuse_erased(Erasure.objects.filter(review=review), order)
    pictures, cards = pictures_of(review), _cards_of(review)
    Erasure.objects.create(review=review, order=readable(order), operator=by, at=timezone.now())
    review_changed(review)
    _delete_words(review)
    review.former_slugs.left().filter(retired_at=None).update(retired_at=timezone.now())
    files = [*_cards_without_edition(cards), *delete_unused(pictures)]
    for name in files:
        transaction.on_commit(partial(default_storage.delete, name))
    clear_shelf_on_commit()
    log_step(review, Step.ERASE_REVIEW, by, reason=readable(order))
    return files


def _delete_words(review: Review) -> None:
    review.audit_log.update(reason="", detail="", revision=None, submission=None, edition=None)
    index.drop(KIND, review.editions.values_list("pk", flat=True))
    index.forget_dropped()
    _log_entries(Draft, review.pk).delete()
    for rows in rows_to_erase(review):
        for row in rows:  # one by one: a submission may stand in the place of another
            row.delete()


def _refuse_erased(erasures, order: str) -> None:
    if not 0 < len(readable(order)) <= MAX_ORDER_LENGTH:
        message = _("Say by which order, in at most %(limit)s characters: its reference is kept.")
        raise Refused(message % {"limit": MAX_ORDER_LENGTH})
    if erasures.exists():
        raise Refused(_("This was erased already."))


def pictures_of(review: Review) -> list[Image]:
    """The pictures in the texts of a review."""
    used = Q(pk__in=review.revisions.values("references__image"))
    return list(Image.objects.filter(used | Q(pk__in=review.draft.pictures.values("image"))))


def _cards_of(review: Review) -> set[str]:
    return {name for name in review.editions.values_list("safe__card", flat=True) if name}


def _cards_without_edition(names: set[str]) -> set[str]:
    """Equal cards share a file: those of these names that no edition has any more."""
    return names - set(Edition.objects.filter(safe__card__in=names).values_list("safe__card", flat=True))


def delete_unused(pictures: list[Image]) -> list[str]:
    """Delete the pictures that nothing refers to; the names of their files."""
    files = []
    for picture in pictures:
        try:
            picture.delete()
        except ProtectedError:
            continue
        name = str(picture.file)
        if not Image.objects.filter(file=name).exists():
            files.append(name)
    return files


def _log_entries(model, pk: int):
    """The entries of Django's own admin log on an object: they hold its name."""
    content_type = ContentType.objects.get_for_model(model)
    return LogEntry.objects.filter(content_type=content_type, object_id=str(pk))


@transaction.atomic
def erase_person(account: User, *, order: str, by: User) -> None:
    """Close an account, and put "former member" and its number in the place of its name and mail.

    The account itself stays: entries, decisions and four eyes count it as before. Bylines are signed text
    and stay. Refused without an order, to oneself, if the order names them, and if they were erased before.
    """
    account = User.objects.select_for_update(no_key=True).get(pk=account.pk)
    _refuse_erased(Erasure.objects.filter(account=account), order)
    _refuse_named(account, order)
    if account == by:
        raise Refused(_("Somebody else erases you: their name stands for it."))
    Erasure.objects.create(account=account, order=readable(order), operator=by, at=timezone.now())
    for link in PreviewLink.objects.running().filter(made_by=account):
        end_preview(link, by=by)
    _rename_in_audit_log(account)
    _close(account)
    _delete_what_is_private(account)
    _log_entries(User, account.pk).update(object_repr=account.username, change_message="")
    _credit_again(account)
    changed(account)
    log_step(None, Step.ERASE_PERSON, by, reason=readable(order), detail=account.username)


def _refuse_named(account: User, order: str) -> None:
    names = filter(None, (account.username, account.first_name, account.last_name, account.email))
    if any(re.search(rf"\b{re.escape(name)}\b", order, re.IGNORECASE) for name in names):
        raise Refused(_("The order's reference is kept: write it without the name or mail of this person."))


def _rename_in_audit_log(account: User) -> None:
    """In the entries that name authors. The trigger compares with the username, so before it changes."""
    entries = AuditLogEntry.objects.filter(step=Step.REASSIGN, detail__contains=account.username)
    for entry in entries:
        words = [_former(account) if word == account.username else word for word in entry.detail.split(" ")]
        AuditLogEntry.objects.filter(pk=entry.pk).update(detail=" ".join(words))


def _former(account: User) -> str:
    return f"former-member-{account.pk}"


def _close(account: User) -> None:
    account.username, account.email, account.last_login = _former(account), "", None
    account.first_name, account.last_name = "former member", str(account.pk)
    account.is_active = account.is_staff = account.is_superuser = False
    account.set_unusable_password()
    account.save()
    account.groups.clear()
    account.user_permissions.clear()


def _delete_what_is_private(account: User) -> None:
    for model in (WorkingCopy, Presence, StaffSettings):
        model.objects.filter(user=account).delete()
    Notice.objects.filter(to=account).delete()
    sessions = import_string(f"{settings.SESSION_ENGINE}.SessionStore").get_model_class()
    sessions.objects.filter(user=account).delete()


def _credit_again(account: User) -> None:
    """Print the new name where an edition credits the account for a spoiler check."""
    signed = Q(review__submissions__spoiler_checks__by=account)
    for edition in Edition.objects.filter(signed).distinct().select_related("submission__revision", "review"):
        edition.safe["checked_by"] = checked_by_names(edition.submission)
        edition.save(update_fields=["safe"])
        review_changed(edition.review)

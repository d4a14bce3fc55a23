"""Restore an archive into an empty site: rows in an order that every constraint and trigger accepts."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth.models import Group, User
from django.core import serializers
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from django.utils import timezone

from images.models import Image
from images.storage import save_once
from pagecache.store import clear_shelf_on_commit
from reviews import document as d
from reviews.drafts import thaw
from reviews.exporting.texts import Report, picture_name, revision_name
from reviews.importing.archives.file_trees import FileTree
from reviews.importing.formats import FormatError
from reviews.models import Draft, Edition, Review, Revision, SpoilerCheck, Submission, SubmissionState
from reviews.permissions.roles import ensure_roles
from reviews.workflow.base import Refused, review_changed
from reviews.workflow.editions import render
from reviewsite.archive.tables import FORMAT, fields_of, tables
from reviewsite.archive.writing import ACCOUNT_FIELDS, MANIFEST

MAX_FILE = 512 * 1024**2  # bytes
NOT_EMPTY = (
    "This site has {} already. An archive is restored into an empty one: a database after `migrate` alone."
)
NO_MANIFEST = "There is no manifest.json in it: it is no archive of a house, or its export was interrupted."
OTHER_FORMAT = (
    "It has format {}, and this version reads format {}. Restore it with the version that wrote it."
)
CHANGED = "{} was changed, or damaged: its checksum is not that of the manifest."
MISSING = "{} is missing."
EXTRA = "{} is not in the manifest."
WRONG_TEXT = "{} is not the text that was saved: its checksum is not that of the revision."
UNREADABLE = "{} cannot be read: {}"
OTHER_COUNT = "rows/{}.jsonl has {} rows, and {} by the manifest."
WRONG_PICTURE = "The picture {} is missing, or is another than its name says."
_PICTURE = re.compile(r"images/([0-9a-f]{64})\.(?:jpg|png|webp)")
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_UNREADABLE += (ValidationError, Refused, FormatError)


class CannotRestore(Exception):
    """Raised for an archive that is damaged, or a site that is not empty. No row was written."""


def restore_archive(tree: FileTree, report: Report = lambda line: None) -> list[User]:
    """Restore all of it or nothing; returns the accounts, which are inactive. Raises CannotRestore.

    Every file is checked against the manifest before the first row is written, every revision against its own
    digest, every picture against its name; pages are rendered from the revisions. What else is made of other
    rows is left to `refresh_derived`.
    """
    _refuse_filled()
    manifest = _manifest(tree)
    _check_files(tree, manifest["files"], report)
    try:
        with transaction.atomic():
            users = _restore_accounts(tree)
            for model in tables():
                report(f"rows/{model._meta.label_lower}.jsonl")
                _RESTORERS.get(model, _restore_rows)(tree, model)
            _refuse_other_counts(manifest["counts"])
            _reset_sequences()
            _render_editions(report)
            _restore_pictures(tree, report)
            for review in Review.objects.all():
                review_changed(review)
            clear_shelf_on_commit()
    except DatabaseError as error:
        raise CannotRestore(f"The rows contradict each other: {error}") from error
    except _UNREADABLE as error:
        raise CannotRestore(f"The archive cannot be read: {error or type(error).__name__}") from error
    return users


def _refuse_filled() -> None:
    for model in (User, *tables()):
        if model._default_manager.exists():
            raise CannotRestore(NOT_EMPTY.format(model._meta.verbose_name_plural))


def _manifest(tree: FileTree) -> dict[str, Any]:
    if MANIFEST not in tree.names:
        raise CannotRestore(NO_MANIFEST)
    try:
        manifest = json.loads(tree.read(MANIFEST, MAX_FILE))
        if manifest["format"] != FORMAT:
            raise CannotRestore(OTHER_FORMAT.format(manifest["format"], FORMAT))
        if not (isinstance(manifest["files"], dict) and isinstance(manifest["counts"], dict)):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotRestore(NO_MANIFEST) from error
    return manifest


def _check_files(tree: FileTree, files: dict[str, str], report: Report) -> None:
    for extra in sorted(set(tree.names) - set(files) - {MANIFEST}):
        raise CannotRestore(EXTRA.format(extra))
    for number, (name, digest) in enumerate(files.items(), 1):
        if name not in tree.names:
            raise CannotRestore(MISSING.format(name))
        if hashlib.sha256(tree.read(name, MAX_FILE)).hexdigest() != digest:
            raise CannotRestore(CHANGED.format(name))
        if number % 500 == 0:
            report(f"checked: {number} of {len(files)} files")


def _refuse_other_counts(counts: dict[str, Any]) -> None:
    """The number of rows of each table is that of the manifest."""
    for model in tables():
        label, found = model._meta.label_lower, model._default_manager.count()
        if counts.get(label) != found:
            raise CannotRestore(OTHER_COUNT.format(label, found, counts.get(label)))


def _lines(tree: FileTree, name: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of a file, one a line. Raises CannotRestore."""
    for number, line in enumerate(tree.read(name, MAX_FILE).splitlines(), 1):
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise CannotRestore(UNREADABLE.format(f"{name}, line {number},", error)) from error
        if not isinstance(values, dict):
            raise CannotRestore(UNREADABLE.format(f"{name}, line {number},", "it is no object"))
        yield values


def _restore_accounts(tree: FileTree) -> list[User]:
    """Accounts without a password, which somebody has to activate."""
    ensure_roles()
    users = []
    for values in _lines(tree, "accounts.jsonl"):
        if set(values) != {"pk", "groups", *ACCOUNT_FIELDS}:
            raise CannotRestore(UNREADABLE.format("accounts.jsonl", "unknown fields"))
        groups = values.pop("groups")
        user = User(**values, is_active=False)
        user.set_unusable_password()
        user.clean_fields(exclude=["password"])
        user.save(force_insert=True)
        user.groups.set(Group.objects.filter(name__in=groups))
        users.append(user)
    return users


def _rows(tree: FileTree, model: type[Model]) -> Iterator[DeserializedObject]:
    """The rows of a table as they were written. Raises CannotRestore for rows of another, or other fields."""
    label, fields = model._meta.label_lower, set(fields_of(model))
    name = f"rows/{label}.jsonl"
    for values in _lines(tree, name):
        if values.get("model") != label or set(values) != {"model", "pk", "fields"}:
            raise CannotRestore(UNREADABLE.format(name, f"it holds rows of {values.get('model')}"))
        if set(values["fields"]) != fields:
            raise CannotRestore(UNREADABLE.format(name, "a row has other fields than its table"))
        try:
            yield from serializers.deserialize("python", [values])
        except (DeserializationError, FieldDoesNotExist) as error:
            raise CannotRestore(UNREADABLE.format(name, error)) from error


def _restore_rows(tree: FileTree, model: type[Model]) -> None:
    for row in _rows(tree, model):
        row.save(force_insert=True)


def _restore_revisions(tree: FileTree, model: type[Model]) -> None:
    slugs = dict(Review.objects.values_list("pk", "slug"))
    for row in _rows(tree, model):
        revision = row.object
        assert isinstance(revision, Revision)
        name = revision_name(slugs[revision.review_id], revision.number)
        revision.content = tree.read(name, MAX_FILE)
        if d.digest(revision.content) != revision.digest:
            raise CannotRestore(WRONG_TEXT.format(name))
        row.save(force_insert=True)


def _restore_submissions(tree: FileTree, model: type[Model]) -> None:
    """Each as it was when it was made, then its spoiler checks, then as it is: so the triggers saw it."""
    checks: dict[int, list[DeserializedObject]] = {}
    for row in _rows(tree, SpoilerCheck):
        assert isinstance(row.object, SpoilerCheck)
        checks.setdefault(row.object.submission_id, []).append(row)
    for row in _rows(tree, model):
        submission = row.object
        assert isinstance(submission, Submission)
        decision = ("moderator_id", "decided_at", "adoption_id")
        as_it_is = {name: getattr(submission, name) for name in ("state", *decision)}
        submission.state = SubmissionState.OPEN
        for name in decision:
            setattr(submission, name, None)
        row.save(force_insert=True)
        for check in checks.get(submission.pk, []):
            check.save(force_insert=True)
        Submission.objects.filter(pk=submission.pk).update(**as_it_is)


def _restore_drafts(tree: FileTree, model: type[Model]) -> None:
    """Drafts with the text of their last revision."""
    for row in _rows(tree, model):
        draft = row.object
        assert isinstance(draft, Draft)
        as_it_was = {"version": draft.version, "updated_by": draft.updated_by, "updated_at": draft.updated_at}
        row.save(force_insert=True)
        last = Revision.objects.filter(review=draft.pk).order_by("-number").first()
        if last:
            thaw(last.document(), draft)
        Draft.objects.filter(pk=draft.pk).update(**as_it_was)


def _restore_editions(tree: FileTree, model: type[Model]) -> None:
    """Without what is rendered, which follows when everything else is there."""
    for row in _rows(tree, model):
        edition = row.object
        assert isinstance(edition, Edition)
        edition.safe, edition.baked_at = {}, timezone.now()
        row.save(force_insert=True)


def _render_editions(report: Report) -> None:
    editions = Edition.objects.order_by("review", "number").values_list("pk", flat=True)
    for number, pk in enumerate(list(editions), 1):
        render(Edition.objects.select_related("review", "revision", "submission", "film").get(pk=pk))
        if number % 100 == 0:
            report(f"pages rendered: {number}")


def _nothing(tree: FileTree, model: type[Model]) -> None:
    """Spoiler checks are restored with their submissions."""


_RESTORERS: dict[type[Model], Callable[[FileTree, type[Model]], None]] = {
    Edition: _restore_editions,
    Revision: _restore_revisions,
    Submission: _restore_submissions,
    SpoilerCheck: _nothing,
    Draft: _restore_drafts,
}


def _reset_sequences() -> None:
    """PostgreSQL's sequences know nothing of rows that came with their keys."""
    statements = connection.ops.sequence_reset_sql(no_style(), [User, *tables()])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _restore_pictures(tree: FileTree, report: Report) -> None:
    """The files of pictures, each the one that its name says."""
    for name in Image.objects.order_by().values_list("file", flat=True).distinct():
        named = _PICTURE.fullmatch(name)
        content = (
            tree.read(picture_name(name), MAX_FILE) if named and picture_name(name) in tree.names else b""
        )
        if not named or hashlib.sha256(content).hexdigest() != named[1]:
            raise CannotRestore(WRONG_PICTURE.format(name[:100]))
        report(f"pictures/{name}")
        save_once(name, content)

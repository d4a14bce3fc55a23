"""Import one text in two steps: look at what is understood of it, then make its draft."""

from datetime import timedelta
from io import BytesIO

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from films.models import Film
from reviews.importing.archives.post import Post, Unread
from reviews.importing.archives.reading import posts_of_file
from reviews.importing.archives.splitting import note_on_several
from reviews.importing.batches import begin_batch, go_on
from reviews.importing.formats import FormatError
from reviews.importing.match import ImportedReview, match
from reviews.models import ImportBatch, ImportedPost, PostOutcome
from reviews.workflow import Refused

KEPT = timedelta(hours=24)  # a text whose draft nobody made


def single_post(data: bytes, name: str) -> Post:
    """The post in a file of one text. Raises FormatError."""
    _count, posts = posts_of_file(BytesIO(data), name)
    post = next(posts)
    if isinstance(post, Unread):
        raise FormatError(post.reason)
    return post


def begin_single(data: bytes, name: str, *, by: User, film: Film | None) -> ImportBatch:
    """Keep a text until its draft is made; this person's earlier ones are deleted after a day."""
    texts = ImportBatch.objects.filter(by=by, is_single=True, ended_at=None)
    texts.filter(began_at__lt=timezone.now() - KEPT).delete()
    return begin_batch(name, by=by, total=1, upload=data, film=film, is_single=True)


def understood(post: Post, film: Film | None) -> ImportedReview:
    """What the importer makes of a post, without a draft. Raises FormatError."""
    return match(post.data, film, [*post.notes, *note_on_several(post.data)], post.beside)


@transaction.atomic
def make_single(batch: ImportBatch) -> ImportedPost:
    """Make the draft of a text, or find the one that was made of it before. Refused: the text is kept."""
    go_on(batch)
    row = batch.posts.select_related("review").get()
    if row.outcome == PostOutcome.UNREAD:
        raise Refused(row.reason)
    return row

"""Importing the posts of an archive: each once, whatever happens; and taking a batch back."""

from io import BytesIO

import pytest
from PIL import Image as Picture

from images.models import Image
from reviews import workflow
from reviews.importing import batches
from reviews.importing.archives.post import Post, PostPicture, Unread
from reviews.importing.batches import begin_batch, go_on, import_posts, undo_batch
from reviews.models import Critic, ImportBatch, ImportedPost, PostOutcome, Review
from reviews.workflow import Refused
from tests.reviews.builders import somebody
from tests.reviews.importing.archives.test_sites import packed

pytestmark = pytest.mark.django_db


@pytest.fixture
def batch():
    return begin_batch("site.zip", by=somebody("Ada"))


def post(text="# Fog\n\nIt is wet.", name="fog.md", **fields):
    return Post(name, text.encode(), **fields)


def one(batch, *posts):
    """The row of a post, imported in a batch of its own."""
    return next(import_posts(begin_batch("more.zip", by=batch.by), posts))


def png(color="red"):
    target = BytesIO()
    Picture.new("RGB", (40, 30), color).save(target, "PNG")
    return target.getvalue()


def picture(reference, alt="", data=None):
    content = png() if data is None else data
    return PostPicture(reference, f"img/{reference}", alt, lambda: content)


def test_one_text_makes_one_draft(batch):
    first, again = import_posts(batch, [post(), post(name="copy.md")])
    assert (first.outcome, again.outcome) == (PostOutcome.MADE, PostOutcome.KNOWN)
    assert again.review == first.review
    assert Review.objects.count() == 1
    assert first.digest == first.review.revisions.get().digest


def test_a_text_whose_draft_was_deleted_is_made_again(batch):
    row = one(batch, post())
    workflow.delete(row.review, by=batch.by)
    assert one(batch, post()).outcome == PostOutcome.MADE


def test_a_post_that_cannot_be_read_stops_no_other(batch):
    rows = list(import_posts(batch, [Unread("a.md", "It is empty."), post("\0"), post()]))
    assert [row.outcome for row in rows] == [PostOutcome.UNREAD, PostOutcome.UNREAD, PostOutcome.MADE]
    assert rows[0].reason == "It is empty."


def test_what_was_done_before_a_kill_stays_done_and_is_not_done_again(batch):
    def killed():
        yield post("# One\n\nIt is wet.", name="one.md")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(import_posts(batch, killed()))
    again = begin_batch("site.zip", by=batch.by)
    rows = import_posts(again, [post("# One\n\nIt is wet.", name="one.md"), post("# Two\n\nIt is dry.")])
    assert [row.outcome for row in rows] == [PostOutcome.KNOWN, PostOutcome.MADE]
    assert Review.objects.count() == 2


def test_pictures_come_in_with_their_words_or_are_to_be_described(batch):
    pictures = (picture("a.png", "A boat"), picture("b.png", data=png("blue")), picture("c.png", data=b"no"))
    row = one(batch, post("# Fog\n\n![A boat](a.png)\n\n![](b.png)\n\n![](c.png)", pictures=pictures))
    text = row.review.revisions.get().document().sections[0].text
    boat, other = (Image.objects.get(title=name) for name in ("a.png", "b.png"))
    assert (boat.alt, other.alt) == ("A boat", "b.png")
    assert f"![A boat](image:{boat.key})" in text and f"![](image:{other.key})" in text
    messages = " ".join(message for _level, message, _part in row.notes)
    assert "Pictures came in without words: 1." in messages
    assert "“c.png” did not come in: This is not a whole JPEG" in messages


def test_the_picture_that_front_matter_names_is_the_first_of_the_review(batch):
    text = "---\ntitle: Fog\nimage: /img/a.png\n---\n\nIt is wet."
    row = one(batch, post(text, pictures=(picture("/img/a.png"),)))
    assert [found.image for found in row.review.revisions.get().document().pictures] == [
        Image.objects.get().key
    ]


def test_a_text_without_a_byline_is_by_the_critic_who_imports_it(batch):
    Critic.objects.create(name="Ada Quill", slug="ada-quill", account=batch.by)
    row = one(batch, post(), post("---\nauthor: Tom Reyes\n---\n\n# Pier\n\nIt is dry."))
    assert [byline.name for byline in row.review.revisions.get().document().bylines] == ["Ada Quill"]
    assert ["info", "No byline stands in it: Ada Quill was set, as who imported it.", None] in row.notes


def test_comments_come_in_as_comments(batch):
    row = one(batch, post(comments=("Eve: Is the ferryman her son?",)))
    assert [comment.text for comment in row.review.comments.all()] == ["Eve: Is the ferryman her son?"]
    assert "ferryman" not in str(row.notes)


def uploaded(batch, files):
    upload = packed({f"site/{name}": text for name, text in files.items()}).getvalue()
    return begin_batch("site.zip", by=batch.by, upload=upload)


def test_an_upload_goes_on_where_it_stopped_and_is_then_forgotten(batch):
    upload = uploaded(batch, {f"{number}.md": f"# Fog {number}\n\nIt is wet." for number in range(3)})
    go_on(upload, seconds=0)
    upload.refresh_from_db()
    assert (upload.posts.count(), upload.total, upload.ended_at) == (1, 3, None)
    go_on(upload)
    upload.refresh_from_db()
    assert [row.name for row in upload.posts.all()] == ["site/0.md", "site/1.md", "site/2.md"]
    assert upload.ended_at and upload.upload is None


def test_the_pictures_of_a_batch_go_with_it_unless_something_else_uses_them(batch):
    kept = post("# Kept\n\n![A boat](a.png)", pictures=(picture("a.png", "A boat"),))
    gone = post(
        "# Gone\n\n![A boat](a.png)\n\n![An oar](b.png)",
        pictures=(picture("a.png", "A boat"), picture("b.png", "An oar")),
    )
    other = begin_batch("other.zip", by=batch.by)
    list(import_posts(batch, [gone]))
    list(import_posts(other, [kept]))
    undo_batch(batch, by=batch.by)
    assert [image.alt for image in Image.objects.all()] == ["A boat"]


def test_two_who_go_on_with_one_upload_make_each_draft_once(batch, monkeypatch):
    upload = uploaded(batch, {"a.md": "# Fog\n\nIt is wet.", "b.md": "# Pier\n\nIt is dry."})
    of_post = batches.fingerprint

    def made_meanwhile(post):
        monkeypatch.setattr(batches, "fingerprint", of_post)
        go_on(ImportBatch.objects.get(pk=upload.pk))
        return of_post(post)

    monkeypatch.setattr(batches, "fingerprint", made_meanwhile)
    go_on(upload)
    assert Review.objects.count() == upload.posts.count() == 2


def test_what_an_archive_holds_that_breaks_off_is_said(batch):
    upload = begin_batch("site.zip", by=batch.by, upload=b"PK\x03\x04 and no more")
    go_on(upload)
    assert "damaged or cut off" in upload.posts.get().reason


def test_the_short_address_of_a_post_is_kept(batch):
    row = one(batch, post(beside={"slug": "fog-on-the-river", "date": "2016-03-04"}))
    assert row.review.slug == "fog-on-the-river"


def test_a_batch_is_taken_back_but_not_what_somebody_worked_on(batch):
    kept, gone = import_posts(batch, [post(), post("# Two\n\nIt is dry.")])
    draft = kept.review.draft
    draft.headline = "Mist"
    draft.save()
    workflow.save(draft, by=batch.by)
    assert undo_batch(batch, by=batch.by) == {"kept": 1, "deleted": 1}
    assert list(Review.objects.all()) == [kept.review]
    assert ImportedPost.objects.get(pk=gone.pk).review is None
    with pytest.raises(Refused, match="undone before"):
        undo_batch(batch, by=batch.by)

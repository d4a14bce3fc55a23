"""A small house for tests: its people, a short document, and reviews made by calling workflow."""

import itertools
from datetime import date

from django.contrib.auth.models import Group, User

from films.models import Film
from reviews import document as d
from reviews import workflow
from reviews.checks.run import findings_of
from reviews.checks.safe_kinds import NAME as SAFE_KINDS
from reviews.checks.waivers import pairs_with_waivers
from reviews.drafts import thaw
from reviews.importing.batches import begin_batch
from reviews.models import ChoiceOutcome, ImportedPost, PostOutcome, WaiverKind
from reviews.permissions.roles import ensure_roles
from reviews.workflow.adoptions.adopting import Choice
from tests.factories import FilmFactory

_numbers = itertools.count(1)


def somebody(*roles: str, **fields) -> User:
    """A member of staff with these roles."""
    if Group.objects.filter(name__in=roles).count() < len(set(roles)):  # emptied with the other tables
        ensure_roles()
    user = User.objects.create_user(f"person-{next(_numbers)}", password="secret", is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    return user


def document(about: Film | None = None, **fields) -> d.Document:
    """A short, complete document; about this film, or a new one."""
    film = about or FilmFactory()
    values = {
        "film": d.Ref(key=film.key, name=film.title),
        "headline": "A quiet week",
        "dek": "Two people and a lake.",
        "bylines": (d.Byline(name="Ada Quill"),),
        "sections": (
            d.Section(kind="opening", text="It begins with rain."),
            d.Section(
                kind="ending",
                heading="How it closes",
                text="The lake dries up.",
                spoiler=d.Spoiler(level="ending"),
            ),
        ),
        "verdict": d.Verdict(label="In short", text="See it on a Sunday."),
    }
    return d.Document(**(values | fields))


def begun(text: d.Document | None = None, author: User | None = None):
    """A review with a saved draft."""
    return workflow.begin(author=author or somebody("Author"), document=text or document())


LONG_AGO = d.FirstPublished(date=date(2012, 3, 4), outlet="The Kino Blog")


def imported(first: d.FirstPublished = LONG_AGO, author: User | None = None, text=None, **fields):
    """A review as an import leaves it; of an old text about an older film, unless `text` is given."""
    text = text or document(FilmFactory(year=2011), first_published=first, **fields)
    review = begun(text, author)
    digest = review.revisions.get().digest
    batch = begin_batch("site.zip", by=review.author)
    posted = {"number": 1, "name": "fog.md", "sha256": digest, "digest": digest}
    ImportedPost.objects.create(batch=batch, outcome=PostOutcome.MADE, review=review, **posted)
    return review


def choice(review, **fields) -> Choice:
    """What a moderator ticks to adopt a review."""
    return Choice(review.pk, review.revisions.first().digest, **fields)


def refused(adoption) -> dict[int, str]:
    """Of an adoption: why drafts stayed drafts, by review."""
    return dict(adoption.choices.filter(outcome=ChoiceOutcome.REFUSED).values_list("review", "reason"))


def unread(review=None, **fields):
    """A live edition of an adopted review, which nobody here has read. `fields`: of its document."""
    review = review or imported(**fields)
    adoption = workflow.adopt([choice(review)], moderator=somebody("Moderator"))
    assert not refused(adoption)
    return review.editions.get()


def submitted(text: d.Document | None = None, author: User | None = None):
    """An open submission."""
    review = begun(text, author)
    return workflow.submit(review, by=review.author)


def approved(submission, moderator: User | None = None, **options):
    return workflow.approve(
        submission,
        digest=submission.revision.digest,
        moderator=moderator or somebody("Moderator"),
        **options,
    )


def live(text: d.Document | None = None, **options):
    """A live edition."""
    return approved(submitted(text), **options)


def rewritten(review, by: User, **fields):
    """The draft with some fields of its document changed, saved. The revision of it."""
    text = d.replace(review.revisions.first().document(), **fields)
    thaw(text, review.draft)
    return workflow.save(review.draft, by=by)


def correction(review, headline: str, **options):
    """A later edition under another headline."""
    return later(review, {"headline": headline}, **options)


def later(review, fields: dict, **options):
    """A later edition: some fields rewritten by the author, submitted, approved by somebody else."""
    rewritten(review, review.author, **fields)
    submission = workflow.submit(review, by=review.author)
    return approved(submission, **({"kind": "fix"} | options))


def premises(review) -> dict[str, workflow.SafeAnswer]:
    """Premise only: an answer for each section of a kind that usually spoils, left safe in the draft."""
    found = findings_of(SAFE_KINDS, review, review.revisions.first().document())
    return {item.hash: workflow.SafeAnswer(WaiverKind.PREMISE) for item in found if not item.waiver}


def answered(review, by: User, reason: str = "Known from the trailer.") -> int:
    """Let somebody answer all that the leak check finds in the draft as last saved."""
    looked = pairs_with_waivers(review, review.revisions.first().document())
    hashes = [item.finding.hash for item in looked]
    return workflow.waive_findings(review, hashes=hashes, by=by, reason=reason)


def renamed(review, slug: str, by: User | None = None):
    """Under another slug; if it had to be asked for, a second moderator approves it."""
    request = workflow.rename(review, slug=slug, by=by or somebody("Moderator"))
    if request:
        workflow.approve_rename(request, by=somebody("Moderator"))
    review.refresh_from_db()
    return review

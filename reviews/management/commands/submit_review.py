from django.core.management.base import BaseCommand, CommandError

from reviews import workflow
from reviews.checks import looked_at
from reviews.management.words import allowed, json_option, person, review_at, tell


class Command(BaseCommand):
    help = "Put the draft of a review, as last saved, before the moderators. Prints its digest."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the address of the review")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="who submits")
        parser.add_argument(
            "--premise",
            default="",
            metavar="REASON",
            help="why every sentence that the leak check finds may stand: a waiver in this person's name",
        )
        json_option(parser)

    def handle(self, *args, slug, user, premise, **options):
        review = review_at(slug)
        by = allowed(person(user), "submit", review)
        waived = [item.hash for item in unanswered(review) if item.kind == "leak"] if premise else ()
        try:
            submission = workflow.submit(review, by=by, waived=waived, reason=premise)
        except workflow.Refused as error:
            raise CommandError("\n  ".join([str(error), *map(in_words, unanswered(review))])) from error
        revision = submission.revision
        values = {
            "slug": review.slug,
            "revision": revision.number,
            "digest": revision.digest,
            "state": submission.state,
            "premise": len(waived),
        }
        tell(
            self,
            values,
            f"{review.slug}: revision {revision.number} submitted, {revision.digest}",
            as_json=options["json"],
        )


def unanswered(review):
    """What the leak check finds in the draft as last saved, and nobody has answered."""
    looked = looked_at(review, review.revisions.first().document())
    return [item.finding for item in looked if not item.waiver]


def in_words(finding):
    """The safe sentence alone: what spoils is not printed."""
    said = "shown again" if finding.kind == "shown-again" else "leak check"
    return f"{said}: {finding.place}: “{finding.safe}”"

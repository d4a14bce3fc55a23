from django.core.management.base import BaseCommand, CommandError

from reviews import workflow
from reviews.management.words import allowed, json_option, moment, open_submission, person, review_at, tell


class Command(BaseCommand):
    help = (
        "Approve just the submitted text of which the digest is given, for now or for a moment. "
        "Prints the edition and when it is public."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the address of the review")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="who approves")
        parser.add_argument("--digest", required=True, help="the digest of the text that was read")
        parser.add_argument("--at", metavar="ISO", help="when it goes live, such as 2026-06-06T18:00+02:00")
        parser.add_argument(
            "--kind", default="", help="of a later edition: fix, correction, update or re-review"
        )
        parser.add_argument("--note", default="", help="what readers are told of it")
        parser.add_argument(
            "--despite", default="", help="why a passage may stand that a spoiler check points at"
        )
        json_option(parser)

    def handle(self, *args, slug, user, digest, at, kind, note, despite, **options):
        review = review_at(slug)
        moderator, at = allowed(person(user), "decide", review), moment(at)
        try:
            edition = workflow.approve(
                open_submission(review),
                digest=digest,
                moderator=moderator,
                at=at,
                kind=kind,
                note=note,
                despite=despite,
            )
        except workflow.Refused as error:
            raise CommandError(str(error)) from error
        values = {
            "slug": review.slug,
            "edition": edition.number,
            "digest": edition.revision.digest,
            "live_from": edition.live_from,
            "public_from": edition.public_from,
            "url": review.get_absolute_url(),
        }
        sentence = f"{review.slug}: edition {edition.number}, public from {edition.public_from.isoformat()}"
        tell(self, values, sentence, as_json=options["json"])

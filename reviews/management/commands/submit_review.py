from django.core.management.base import BaseCommand, CommandError

from reviews import workflow
from reviews.management.words import allowed, json_option, person, review_at, tell


class Command(BaseCommand):
    help = "Put the draft of a review, as last saved, before the moderators. Prints its digest."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the address of the review")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="who submits")
        json_option(parser)

    def handle(self, *args, slug, user, **options):
        review = review_at(slug)
        try:
            submission = workflow.submit(review, by=allowed(person(user), "submit", review))
        except workflow.Refused as error:
            raise CommandError(str(error)) from error
        revision = submission.revision
        values = {
            "slug": review.slug,
            "revision": revision.number,
            "digest": revision.digest,
            "state": submission.state,
        }
        tell(
            self,
            values,
            f"{review.slug}: revision {revision.number} submitted, {revision.digest}",
            as_json=options["json"],
        )

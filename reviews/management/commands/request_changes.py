from django.core.management.base import BaseCommand, CommandError

from reviews import workflow
from reviews.management.arguments import (
    allowed,
    get_review,
    get_user,
    json_option,
    open_submission,
    print_summary,
)


class Command(BaseCommand):
    help = "Send a submission back to its author, with a reason."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the address of the review")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="who decides")
        parser.add_argument("--reason", required=True, help="what should change, without spoilers")
        json_option(parser)

    def handle(self, *args, slug, user, reason, **options):
        review = get_review(slug)
        moderator = allowed(get_user(user), "decide", review)
        try:
            workflow.request_changes(open_submission(review), moderator=moderator, reason=reason)
        except workflow.Refused as error:
            raise CommandError(str(error)) from error
        print_summary(
            self,
            {"slug": review.slug, "state": "returned"},
            f"{review.slug}: sent back",
            as_json=options["json"],
        )

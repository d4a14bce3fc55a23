from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from reviews import workflow
from reviews.management.arguments import (
    allowed,
    get_review,
    get_user,
    json_option,
    open_submission,
    parse_moment,
    print_summary,
)
from reviews.management.check_options import (
    answer_options,
    blocking_findings,
    print_warnings,
    waive_findings_of,
    warnings,
)


class Command(BaseCommand):
    help = (
        "Approve just the submitted text of which the checksum is given, for now or for a moment. "
        "Prints the edition, when it is public and what warns."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the address of the review")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="who approves")
        parser.add_argument("--digest", required=True, help="the checksum of the text that was read")
        parser.add_argument("--at", metavar="ISO", help="when it goes live, such as 2026-06-06T18:00+02:00")
        parser.add_argument(
            "--kind", default="", help="of a later edition: fix, correction, update or re-review"
        )
        parser.add_argument("--note", default="", help="what readers are told of it")
        parser.add_argument(
            "--despite", default="", help="why a passage may stay that a spoiler check points at"
        )
        answer_options(parser)
        json_option(parser)

    def handle(self, *args, slug, user, at, premise, waive, **options):
        review = get_review(slug)
        moderator, at = allowed(get_user(user), "decide", review), parse_moment(at)
        submission = open_submission(review)
        arguments = {name: options[name] for name in ("digest", "kind", "note", "despite")}
        try:
            with transaction.atomic():  # waivers and approval, or neither
                waive_findings_of(review, submission.revision, moderator, premise=premise, waive=waive)
                edition = workflow.approve(submission, moderator=moderator, at=at, **arguments)
        except workflow.Refused as error:
            blocking = blocking_findings(review, submission.revision)
            raise CommandError("\n  ".join([str(error), *blocking])) from error
        rows = warnings(review, edition.revision)
        values = {
            "slug": review.slug,
            "edition": edition.number,
            "digest": edition.revision.digest,
            "live_from": edition.live_from,
            "public_from": edition.public_from,
            "url": review.get_absolute_url(),
            "warnings": rows,
        }
        sentence = f"{review.slug}: edition {edition.number}, public from {edition.public_from.isoformat()}"
        print_summary(self, values, f"{sentence}{print_warnings(rows)}", as_json=options["json"])

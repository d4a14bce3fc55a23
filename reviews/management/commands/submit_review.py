from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from reviews import workflow
from reviews.management.arguments import allowed, get_review, get_user, json_option, print_summary
from reviews.management.check_options import (
    answer_options,
    blocking_findings,
    print_warnings,
    waive_findings_of,
    warnings,
)


class Command(BaseCommand):
    help = (
        "Submit the draft of a review, as last saved, to the moderators. Prints its checksum and what warns."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the address of the review")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="who submits")
        answer_options(parser)
        json_option(parser)

    def handle(self, *args, slug, user, premise, waive, **options):
        review = get_review(slug)
        by = allowed(get_user(user), "submit", review)
        try:
            submission, waived = self._submit(review, by, premise, waive)
        except workflow.Refused as error:
            blocking = blocking_findings(review, review.revisions.first())
            raise CommandError("\n  ".join([str(error), *blocking])) from error
        revision = submission.revision
        rows = warnings(review, revision)
        values = {
            "slug": review.slug,
            "revision": revision.number,
            "digest": revision.digest,
            "state": submission.state,
            "warnings": rows,
        } | waived
        sentence = f"{review.slug}: revision {revision.number} submitted, {revision.digest}"
        print_summary(self, values, f"{sentence}{print_warnings(rows)}", as_json=options["json"])

    @transaction.atomic
    def _submit(self, review, by, premise, waive):
        """Waivers and submission in one transaction."""
        revision = workflow.save(review.draft, by=by)
        waived = waive_findings_of(review, revision, by, premise=premise, waive=waive)
        return workflow.submit(review, by=by), waived

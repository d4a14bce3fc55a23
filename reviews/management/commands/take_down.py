from django.core.management.base import BaseCommand, CommandError

from reviews import workflow
from reviews.management.arguments import allowed, get_review, get_user, json_option, print_summary
from reviews.models import PreviewLink


class Command(BaseCommand):
    help = "Take a public review off the web. Its address then answers 410, with the reason."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="the address of the review")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="who takes it down")
        parser.add_argument("--reason", required=True, help="what readers are told instead")
        json_option(parser)

    def handle(self, *args, slug, user, reason, **options):
        review = get_review(slug)
        by = allowed(get_user(user), "take down", review)
        try:
            notice = workflow.take_down(review, by=by, reason=reason)
        except workflow.Refused as error:
            raise CommandError(str(error)) from error
        links = PreviewLink.objects.suspended_by(notice).count()
        values = {"slug": review.slug, "at": notice.at, "reason": notice.reason, "suspended_links": links}
        summary = f"{review.slug}: taken down, {links} preview links suspended"
        print_summary(self, values, summary, as_json=options["json"])

from django.core.management.base import BaseCommand

from reviews import workflow
from reviews.management.arguments import allowed, get_user, json_option, print_summary
from reviews.models import Edition
from reviews.rendering.bake import BAKE_FORMAT


class Command(BaseCommand):
    help = (
        "Rebuild the pages of editions from their approved text: those that readers get now or will get. "
        "Without --all, only those that an earlier version of Foyer built. No word changes. Each edition is "
        "a step of its own: a stop in the middle does no harm, and running it again goes on."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--as", dest="user", required=True, metavar="USER", help="whose name is kept in the audit log"
        )
        parser.add_argument("--all", action="store_true", dest="every", help="those of this version too")
        json_option(parser)

    def handle(self, *args, user, every, **options):
        by = allowed(get_user(user), "rebake")
        editions = (Edition.objects.live() | Edition.objects.upcoming()).select_related("review")
        selected = editions if every else editions.exclude(safe__format=BAKE_FORMAT)
        keys, done = list(selected.order_by("pk").values_list("pk", flat=True)), []
        for number, pk in enumerate(keys, 1):
            edition = Edition.objects.select_related("review").get(pk=pk)
            workflow.rebake(edition, by=by)
            done.append({"slug": edition.review.slug, "edition": edition.number})
            if self.stderr.isatty() and number % 100 == 0:
                self.stderr.write(f"{number} of {len(keys)} …")
        print_summary(
            self,
            {"rendered": done},
            f"{len(done)} edition{'' if len(done) == 1 else 's'} rebuilt",
            as_json=options["json"],
        )

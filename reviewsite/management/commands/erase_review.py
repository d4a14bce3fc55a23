from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from reviews import workflow
from reviews.management.arguments import allowed, get_review, get_user, require_typed
from reviews.workflow.erasing import rows_to_erase
from reviewsite.leak_audit.erasing import forget_review

STAYS = (
    "What stays: its addresses, which answer 410 for ever; in the audit log, who did which step and when, "
    "without reasons; the order. Not touched: backups, the database's free pages (run VACUUM), copies "
    "elsewhere (caches, search engines, mail that was sent), what a browser of staff has kept, films "
    "and people of the film record, pictures that something else uses, words that other reviews quote."
)


class Command(BaseCommand):
    help = (
        "Erase all words of one review by a court's order: revisions, editions, draft, comments, decisions, "
        "preview links, what was derived, its card and pictures that nothing else uses. It cannot be undone. "
        f"{STAYS} A review that is only to leave the web is taken down instead (take_down)."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", help="an address of the review")
        parser.add_argument("--order", required=True, help="reference of the order, which is kept")
        parser.add_argument("--operator", required=True, metavar="USER", help="whose name stands for it")
        parser.add_argument("--yes", action="store_true", help="do not ask for the address again")

    def handle(self, *args, slug, order, operator, yes, **options):
        review = get_review(slug)
        by = allowed(get_user(operator), "waive", review)
        self.stdout.write(f"Of {review.slug}, this goes:")
        for rows in rows_to_erase(review):
            self.stdout.write(f"  {rows.count()} {rows.model._meta.verbose_name_plural}")
        self.stdout.write(STAYS)
        if not yes:
            require_typed(f"It cannot be undone. Type the address, {review.slug}: ", review.slug)
        try:
            with transaction.atomic():
                files = workflow.erase_review(review, order=order, by=by)
                forget_review(review)
        except workflow.Refused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{review.slug}: erased, with {len(files)} files: {', '.join(files) or 'none'}")

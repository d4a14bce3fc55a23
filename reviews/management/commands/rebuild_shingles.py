from django.core.management.base import BaseCommand
from django.db import transaction

from reviews.models import Review
from reviews.workflow.base import lock
from reviews.workflow.shingles import update_shingles


class Command(BaseCommand):
    help = (
        "Make anew what the check of repeats compares: the runs of eight words of each review as last saved. "
        "Once after an upgrade from a version that kept none; it may be run again at any time."
    )

    def handle(self, *args, **options):
        reviews = runs = 0
        for review in Review.objects.order_by("pk").iterator():
            with transaction.atomic():
                lock(review)
                latest = review.revisions.first()
                runs += update_shingles(review, latest.document()) if latest else 0
            reviews += 1
        self.stdout.write(f"{reviews} reviews, {runs} runs of words.")

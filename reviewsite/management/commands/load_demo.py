from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from reviews.models import Review
from reviewsite.demo.accounts import ACCOUNTS, PASSWORD, load_accounts
from reviewsite.demo.house import load_pages, load_scale
from reviewsite.demo.newsroom import load_newsroom
from reviewsite.demo.world import load_world
from reviewsite.derived.search_index import index_missing

REFUSED = (
    "The demo has accounts with known passwords, so it is loaded with DEBUG=true only. "
    "A house that others can reach makes its accounts with createsuperuser."
)
FILM_WORLD = ("films", "cast", "franchises", "ratings", "images", "pages", "search")
EXAMPLES = (
    ("ballerina-barre-fight", "a review: spoilers left out, one cameo, one correction"),
    ("the-third-man-a-zither-in-the-rubble", "another, with a lead picture and a footnote"),
    ("past-lives-what-the-stairs-were-for", "taken down: the address answers 410, with the reason"),
)


class Command(BaseCommand):
    help = (
        "Load the demonstration: films, people and franchises, the house's scale and pages, accounts for "
        "every role, and reviews in every state from draft to taken down. What is there already, and what "
        "people have changed or deleted among the reviews, is left alone, so it can be run at each start. "
        "Refused unless DEBUG is true: its passwords are known. Progress goes to standard error; what to "
        "open, and who to log in as, is printed last. --verbosity 0 prints nothing."
    )

    def handle(self, *args, verbosity, **options):
        if not settings.DEBUG:
            raise CommandError(REFUSED)
        report = self.stderr.write if verbosity else lambda line: None
        self.stderr.style_func = None  # progress, not errors
        report("The film world and the house")
        load_films_and_pages()
        report("Accounts and critics")
        accounts = load_accounts()
        report("Reviews")
        load_newsroom(accounts, lambda line: report(f"  {line}"))
        if verbosity:
            self.stdout.write("\n".join([*addresses_to_open(), "", *accounts_to_use()]))


@transaction.atomic
def load_films_and_pages():
    """Load films, rating scale and pages, and index them. Rolled back if no row was created, so that the
    content version does not change and cached pages stay valid.
    """
    before = row_counts()
    load_world()
    load_scale()
    load_pages()
    index_missing()
    if row_counts() == before:
        transaction.set_rollback(True)


def row_counts():
    return [model.objects.count() for app in FILM_WORLD for model in apps.get_app_config(app).get_models()]


def addresses_to_open():
    examples = ((Review.objects.at_address(slug), note) for slug, note in EXAMPLES)
    reviews = [(review.get_absolute_url(), note) for review, note in examples if review]
    addresses = [
        ("/", "the front page"),
        *reviews,
        (reverse("pages:franchises"), "stories in order, and what is announced"),
        (reverse("admin:index"), "the desk"),
    ]
    return table("Open", addresses)


def accounts_to_use():
    people = [(account.username, f"{account.role}: {account.purpose}") for account in ACCOUNTS]
    heading = f"Log in with the password “{PASSWORD}” (an account that was here before keeps its own) as"
    return table(heading, people)


def table(heading, lines):
    width = max(len(first) for first, _ in lines)
    return [heading, *(f"  {first:<{width}}  {second}" for first, second in lines)]

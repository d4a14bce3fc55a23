"""Random writes of a newsroom: each step of the workflow, forms of the desk, flags, and commands."""

import datetime

from django.core.management import call_command
from django.utils import timezone

from cast.flagging import flag
from cast.models import Credit
from films.models import Film, ReleaseKind
from franchises.models import Certainty, Franchise, Order, Status
from images.models import Image
from reviews import document as d
from reviews import workflow
from reviews.models import Edition, Embargo, FormerSlug, Review
from reviews.workflow import Refused
from reviews.workflow.editions import redraw_card
from tests.pagecache.desk_changes import changes_of, public_rows
from tests.reviews.builders import correction, document, later, live, renamed, somebody
from tests.reviewsite.desk_forms import filled

KINDS = ("fix", "correction", "update", "re-review")
OLD_ADDRESSES = ("/2016/lake/", "/lake-of-old/", "/?p=7")
MARKED = d.Spoiler(level="major")


class NothingToDo(Exception):
    """There is no row for this write now."""


class Writes:
    """Each public method writes once, or raises Refused or NothingToDo."""

    def __init__(self, random, client):
        self.random, self.client = random, client
        self.moderator, self.chief = somebody("Moderator"), somebody("Chief", is_superuser=True)

    def names(self):
        return sorted(name for name in vars(Writes) if not name.startswith("_") and name != "names")

    def _one(self, rows):
        rows = list(rows.order_by("pk"))
        if not rows:
            raise NothingToDo
        return self.random.choice(rows)

    def _review(self):
        return self._one(Review.objects.filter(editions__isnull=False, erasure=None).distinct())

    def _live(self):
        return self._one(Edition.objects.live())

    def _upcoming(self):
        return self._one(Edition.objects.upcoming())

    def _soon(self):
        hours = self.random.choice((0.2, 3, 20, 50, 24 * 9))
        return timezone.now() + datetime.timedelta(hours=hours)

    def _long_ago(self):
        """Days of two months, or none, so that reviews often meet there."""
        days = self.random.choice((None, self.random.randint(1, 60)))
        day = days and timezone.localdate() - datetime.timedelta(days=days)
        return d.FirstPublished(date=day, outlet="The Pier" if day else "")

    def _some_day(self):
        return timezone.localdate() + datetime.timedelta(days=self.random.randint(-2, 12))

    def _text(self, film):
        """About this film, with a sentence that no other review withholds."""
        number = self.random.randint(1, 10**9)
        sections = (d.Section(kind="opening", text=f"Kilo{number} lima{number} mike{number}."),)
        return document(film, headline=f"Take {number}", sections=sections)

    def publish(self):
        live(self._text(self._one(Film.objects)))

    def publish_at(self):
        live(self._text(self._one(Film.objects)), at=self._soon())

    def publish_from_archive(self):
        text = self._text(self._one(Film.objects))
        live(d.replace(text, first_published=self._long_ago()))

    def move_in_lists(self):
        later(self._review(), {"first_published": self._long_ago()})

    def move_in_lists_at(self):
        later(self._review(), {"first_published": self._long_ago()}, at=self._soon())

    def give_old_addresses(self):
        workflow.set_old_addresses(self._review(), addresses=OLD_ADDRESSES, by=self.chief)

    def publish_with_undo(self):
        live(
            self._text(self._one(Film.objects)), moderator=self.moderator, undo=datetime.timedelta(minutes=10)
        )

    def undo(self):
        editions = Edition.objects.upcoming().filter(submission__moderator=self.moderator)
        workflow.undo(self._one(editions), by=self.moderator)

    def correct(self):
        kind = self.random.choice(KINDS)
        correction(self._review(), f"Take {self.random.random()}", kind=kind, note="A name was wrong.")

    def correct_at(self):
        correction(self._review(), f"Coming {self.random.random()}", at=self._soon())

    def change_film(self):
        film = self._one(Film.objects)
        later(self._review(), {"film": d.Ref(key=film.key, name=film.title)})

    def tighten(self):
        edition = self._live()
        text = edition.revision.document()
        safe = [part for part in text.sections if not part.spoiler]
        if not safe:
            raise NothingToDo
        chosen = self.random.choice(safe)
        hidden = tuple(d.replace(part, spoiler=MARKED) if part is chosen else part for part in text.sections)
        text = d.replace(text, sections=hidden)
        workflow.tighten(edition.review, document=text, by=self.moderator, reason="It tells.")

    def take_down(self):
        workflow.take_down(self._live().review, by=self.moderator, reason="Rights.")

    def restore(self):
        workflow.restore(self._one(self._review().revisions), by=self.chief)

    def rename(self):
        renamed(self._review(), f"renamed-{self.random.randint(1, 10**9)}", by=self.moderator)

    def retire_address(self):
        workflow.retire_address(self._one(FormerSlug.objects.left()), by=self.chief)

    def reschedule(self):
        workflow.reschedule(self._upcoming(), at=self._soon(), by=self.moderator)

    def unschedule(self):
        workflow.unschedule(self._upcoming(), by=self.moderator, reason="Not yet.")

    def embargo_film(self):
        film = self._one(Film.objects.exclude(editions__in=Edition.objects.live()))
        workflow.set_embargo(film=film, until=self._soon(), by=self.chief, lifts=True)

    def embargo_review(self):
        review = self._one(Review.objects.exclude(editions__in=Edition.objects.live()))
        workflow.set_embargo(review=review, until=self._soon(), by=self.chief, lifts=True)

    def embargo_and_publish(self):
        film = self._one(Film.objects.exclude(editions__isnull=False))
        workflow.set_embargo(film=film, until=self._soon(), by=self.chief, reason="Asked.")
        live(self._text(film))

    def lift_embargo(self):
        workflow.lift_embargo(self._one(Embargo.objects.filter(lifted_at=None)), by=self.chief)

    def rebake(self):
        workflow.rebake(self._live(), by=self.chief)

    def draw_card_again(self):
        redraw_card(self._live())

    def erase_review(self):
        workflow.erase_review(self._review(), order="2026/1", by=self.chief)

    def erase_person(self):
        account = self._live().submission.moderator
        workflow.erase_person(account, order="2026/2", by=self.chief)

    def flag_credit(self):
        level = self.random.choice(("", "major", "ending"))
        flag(self._one(Credit.objects), level, self._some_films())

    def _some_films(self):
        return [self._one(Film.objects)] if self.random.random() < 0.3 else []

    def change_a_form(self):
        address = self.random.choice(list(public_rows()))
        self.client.force_login(self.chief)
        changes = list(changes_of(self.client, address))
        if not changes:
            raise NothingToDo
        _what, values = self.random.choice(changes)
        self._post(address, values)

    def change_rights(self):
        image = self._one(Image.objects)
        values = {"rights_until_date": str(self._some_day())}
        self._post(f"/admin/images/image/{image.pk}/change/", values)

    def add_release(self):
        film = self._one(Film.objects.filter(releases=None))
        if self.random.random() < 0.5:
            film = self._one(Film.objects.filter(releases=None).exclude(instalments=None))
        kind = self.random.choice(ReleaseKind.values)
        self._append(film, "releases", country="FR", kind=kind, date=str(self._some_day()))

    def _post(self, address, values):
        self.client.force_login(self.chief)
        response = self.client.post(address, filled(self.client.get(address), **values))
        if response.status_code != 302:
            raise Refused(f"{address}: {response.status_code}")

    def announce(self):
        values = {"franchise": self._one(Franchise.objects).pk, "film": self._one(Film.objects).pk}
        values |= {"status": self.random.choice(Status.values), "source": "The Daily Reel"}
        values |= {"date": str(timezone.localdate()), "certainty": self.random.choice(Certainty.values)}
        self._post("/admin/franchises/projectstatus/add/", values)

    def place_in_order(self):
        """A film that the franchise has not yet, at the end of an order of it."""
        order = self._one(Order.objects)
        film = self._one(Film.objects.exclude(instalments__franchise=order.franchise))
        self._append(order.franchise, "instalments", film=film.pk, kind="main")
        instalment = order.franchise.instalments.get(film=film)
        position = self.random.randint(1, 10**6)
        self._append(order, "places", instalment=instalment.pk, position=position)

    def _append(self, row, inline, **values):
        number = getattr(row, inline).count()
        values = {f"{inline}-{number}-{name}": value for name, value in values.items()}
        address = f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"
        self._post(address, values | {f"{inline}-TOTAL_FORMS": number + 1})

    def rebake_all(self):
        call_command("rebake_reviews", user=self.chief.username, every=True, stdout=_Nowhere())

    def refresh_derived(self):
        call_command("refresh_derived", verbosity=0, stdout=_Nowhere())

    def publish_by_commands(self):
        review = workflow.begin(author=self.chief, document=self._text(self._one(Film.objects)))
        call_command("submit_review", review.slug, user=self.chief.username, stdout=_Nowhere())
        read = {"user": self.moderator.username, "digest": review.revisions.first().digest}
        call_command("approve_review", review.slug, stdout=_Nowhere(), **read)

    def erase_by_command(self):
        review = self._review()
        options = {"operator": self.chief.username, "order": "A court's", "yes": True}
        call_command("erase_review", review.slug, stdout=_Nowhere(), **options)

    def take_down_by_command(self):
        review = self._live().review
        options = {"user": self.chief.username, "reason": "Rights."}
        call_command("take_down", review.slug, stdout=_Nowhere(), **options)


class _Nowhere:
    def write(self, text):
        """Print nothing."""

    def flush(self):
        """Nothing is kept."""

    def isatty(self):
        return False

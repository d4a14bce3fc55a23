"""Generated days at the desk, against a small model: what is live agrees at every instant."""

import datetime
import itertools
import os

import pytest
import time_machine
from django.test import Client
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pagecache.models import Change
from reviews import document as d
from reviews import workflow
from reviews.drafts import thaw
from reviews.models import Edition, Embargo
from reviews.workflow import Refused
from tests.reviews.builders import begun, document, renamed, somebody

START = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)
HOURS = st.integers(1, 48)
_numbers = itertools.count(1)


class Model:
    """What readers should get, told without editions: a text now, perhaps one to come, perhaps an embargo."""

    def __init__(self):
        self.now = START
        self.text = None  # the approved text that is in force, public or held back
        self.coming = None  # (text, moment)
        self.held_until = None
        self.was_public = self.is_down = False

    def at(self, moment):
        """(text or None) that is public at a moment, if nobody does anything until then."""
        text = self.coming[0] if self.coming and moment >= self.coming[1] else self.text
        held = self.held_until and moment < self.held_until
        return None if held else text

    def status(self, moment):
        if self.at(moment):
            return 200
        return 410 if self.is_down else 404

    def wait(self, hours):
        was = self.now
        self.now += hours * HOUR
        moments = [was, self.now]
        moments += [self.coming[1]] if self.coming else []
        moments += [self.held_until] if self.held_until else []
        for moment in sorted(moments):
            if was <= moment <= self.now and self.at(moment):
                self.was_public, self.is_down = True, False
        if self.coming and self.now >= self.coming[1]:
            self.text, self.coming = self.coming[0], None
        if self.held_until and self.now >= self.held_until:
            self.held_until = None

    def settle(self):
        self.wait(0)


class Desk(RuleBasedStateMachine):
    @initialize()
    def open(self):
        self.model = Model()
        self.client = Client()
        self.former = []
        with self.clock():
            self.moderator, self.chief = somebody("Moderator"), somebody("Chief")
            self.review = begun(document(headline="Begun"), somebody("Author"))
            self.film = self.review.draft.film
            self.slug = self.review.slug

    ahead = 7.5

    @rule(hours=st.floats(0.1, 50))
    def look_ahead(self, hours):
        """Ask about another moment from now on."""
        self.ahead = hours

    def clock(self, moment=None):
        return time_machine.travel(moment or self.model.now, tick=False)

    def refused(self, expected, step, *args, **options):
        """Run a step at the model's time; whether it was refused must be as the model expects."""
        before = Change.objects.count()
        with self.clock():
            try:
                step(*args, **options)
            except Refused:
                assert expected, f"refused: {step.__name__}"
                return True
        assert not expected, f"not refused: {step.__name__}"
        is_of_edition = step not in (workflow.restore, workflow.set_embargo, workflow.lift_embargo)
        assert not is_of_edition or Change.objects.count() > before, f"caches not told: {step.__name__}"
        return False

    def put_forward(self):
        """New words in the draft, submitted."""
        number = next(_numbers)
        text = document(self.film, headline=f"Take {number}", verdict=d.Verdict(text=f"Words open{number}."))
        thaw(text, self.review.draft)
        submission = workflow.submit(self.review, by=self.review.author)
        return f"Take {number}", submission

    @rule(hours=HOURS)
    def wait(self, hours):
        self.model.wait(hours)

    @rule(hours=st.none() | HOURS)
    def approve(self, hours):
        with self.clock():
            headline, submission = self.put_forward()
        at = self.model.now + hours * HOUR if hours else None
        digest = submission.revision.digest
        options = {"digest": digest, "moderator": self.moderator, "at": at, "kind": "fix"}
        if self.refused(bool(self.model.coming), workflow.approve, submission, **options):
            with self.clock():
                workflow.withdraw(submission, by=self.review.author)
        elif at:
            self.model.coming = (headline, at)
        else:
            self.model.text = headline
        self.tick()

    def tick(self):
        """Nothing at this desk happens twice in one instant."""
        self.model.settle()
        self.model.now += datetime.timedelta(minutes=1)
        self.model.settle()

    def scheduled(self):
        with self.clock():
            return self.review.editions.upcoming().filter(live_from__gt=self.model.now).get()

    @precondition(lambda self: self.model.coming)
    @rule()
    def unschedule(self):
        self.refused(False, workflow.unschedule, self.scheduled(), by=self.moderator, reason="Not yet.")
        self.model.coming = None
        self.tick()

    @precondition(lambda self: self.model.coming)
    @rule(hours=HOURS)
    def reschedule(self, hours):
        at = self.model.now + hours * HOUR
        self.refused(False, workflow.reschedule, self.scheduled(), at=at, by=self.moderator)
        self.model.coming = (self.model.coming[0], at)
        self.tick()

    def is_public(self):
        return bool(self.model.at(self.model.now))

    @precondition(is_public)
    @rule()
    def take_down(self):
        self.refused(False, workflow.take_down, self.review, by=self.moderator, reason="Rights.")
        self.model.text = self.model.coming = None
        self.model.is_down = True
        self.tick()

    @precondition(lambda self: not self.is_public())
    @rule(hours=HOURS)
    def embargo(self, hours):
        until = self.model.now + hours * HOUR
        options = {"until": until, "by": self.chief, "lifts": True}
        self.refused(False, workflow.set_embargo, film=self.film, **options)
        self.model.held_until = until
        self.tick()

    @rule(hours=HOURS)
    def what_may_not_happen(self, hours):
        """Each of these is refused, and changes nothing."""
        if self.is_public():
            until = self.model.now + hours * HOUR
            self.refused(True, workflow.set_embargo, film=self.film, until=until, by=self.chief)
        else:
            self.refused(True, workflow.take_down, self.review, by=self.moderator, reason="Rights.")
        self.tick()

    @precondition(lambda self: self.model.held_until)
    @rule()
    def lift_embargo(self):
        embargo = Embargo.objects.get(film=self.film, lifted_at=None)
        self.refused(False, workflow.lift_embargo, embargo, by=self.chief)
        self.model.held_until = None
        self.tick()

    @rule(back=st.none() | st.integers(0, 5))
    def rename_or_restore(self, back):
        if back is None:
            slug = f"review-{next(_numbers)}"
            self.refused(False, renamed, self.review, slug, self.moderator)
            self.former.append((self.slug, 301 if self.model.was_public else 404))
            self.slug = slug
        else:
            revisions = list(self.review.revisions.all())
            self.refused(False, workflow.restore, revisions[back % len(revisions)], by=self.review.author)
        self.tick()

    @precondition(is_public)
    @rule()
    def tighten(self):
        with self.clock():
            text = self.review.editions.live().get().revision.document()
        is_hidden = ">!" in text.verdict.text
        marked = d.replace(text, verdict=d.Verdict(label=text.verdict.label, text=f">!{text.verdict.text}!<"))
        options = {"document": marked, "by": self.moderator, "reason": "It tells."}
        if not self.refused(is_hidden, workflow.tighten, self.review, **options):
            # What is scheduled has other words in its verdict: it lacks the mark and is sent back.
            self.model.coming = None
        self.tick()

    @invariant()
    def what_is_live_agrees_with_the_model(self):
        if not hasattr(self, "model"):
            return
        moments = [self.model.now + offset * HOUR for offset in (0, self.ahead, 60)]
        for moment in moments:
            with self.clock(moment):
                response = self.client.get(f"/reviews/{self.slug}/")
            assert response.status_code == self.model.status(moment), (moment, vars(self.model))
            page = response.content.decode()
            if text := self.model.at(moment):
                assert f'<h1 dir="auto">{text}</h1>' in page
            assert Edition.objects.live(moment).filter(review=self.review).count() == bool(
                self.model.at(moment)
            )
        places = self.review.editions.values_list("first_public_at", "listed_at")
        assert len({moment for row in places for moment in row}) <= 1
        with self.clock():
            for slug, status in self.former:
                assert self.client.get(f"/reviews/{slug}/").status_code == status


@pytest.mark.django_db
@pytest.mark.engines
def test_what_is_live_agrees_with_a_model_at_random_instants():
    # script/prove asks for more days than every run of the tests can afford. A failing day is long
    # but is its own explanation: making it shorter takes minutes, so only FOYER_SHRINK=true does.
    days = int(os.environ.get("FOYER_DAYS", "2"))
    phases = tuple(Phase) if os.environ.get("FOYER_SHRINK") else (Phase.generate,)
    options = settings(max_examples=days, stateful_step_count=30, deadline=None, phases=phases)
    run_state_machine_as_test(Desk, settings=options)

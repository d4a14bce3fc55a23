"""Marks with braces, on the page: each passage by its own level and films, whatever it stands in."""

import re
from typing import NamedTuple

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews import document as d
from reviews.checks import completeness
from tests.factories import FilmFactory
from tests.reviews.builders import document, live

pytestmark = pytest.mark.django_db
LEVELS = ["", "mild", "major", "ending"]
FILMS = 3  # the first is reviewed


class Passage(NamedTuple):
    text: str
    level: str
    films: frozenset[int]

    def is_covered(self, by):
        return LEVELS.index(self.level) <= LEVELS.index(by.level) and self.films <= by.films


class Mark(NamedTuple):
    level: str
    films: frozenset[int]


films = st.sets(st.integers(0, FILMS - 1)).map(frozenset)
MARKS = st.lists(st.builds(Mark, st.sampled_from(LEVELS), films), max_size=3)
FIELDS = st.lists(st.tuples(st.sampled_from(LEVELS), films, MARKS), min_size=1, max_size=4)


def braces(mark, keys):
    terms = [mark.level] if mark.level else []
    terms += [f"of={' '.join(str(keys[film]) for film in mark.films)}"] if mark.films else []
    return f"{{{'; '.join(terms)}}} " if terms else ""


def words(number):
    """Two words that stand nowhere else, so that no passage repeats another."""
    return (
        f"T{'aeiou'[number % 5]}v{'bdgklm'[number // 5]}orn {'aeiou'[number % 5]}r{'bdgklm'[number // 5]}isk"
    )


def built(fields):
    """A live review of these fields, every passage that it hides, and the films."""
    records = [FilmFactory(title=f"The Long Bell {number}") for number in range(FILMS)]
    refs = [d.Ref(key=film.key, name=film.title) for film in records]
    keys, hidden, sections = [ref.key for ref in refs], [], []
    for number, (level, scope, marks) in enumerate(fields):
        text = words(5 * number)
        flag = level and d.Spoiler(level=level, scope=tuple(refs[film] for film in sorted(scope)))
        own = (scope or frozenset({0})) if level else frozenset()
        if level:
            hidden.append(Passage(text, level, own))
        for place, mark in enumerate(marks):
            inner = words(5 * number + place + 1)
            text += f" and >!{braces(mark, keys)}{inner}!< so"
            heavier = max(level, mark.level or ("" if level else "major"), key=LEVELS.index)
            hidden.append(Passage(inner, heavier, own | mark.films or frozenset({0})))
        sections.append(d.Section(kind="style", text=f"{text}.", spoiler=flag or None))
    opening = d.Section(kind="opening", text="It rains.")
    return live(document(records[0], sections=(opening, *sections))), hidden, records


def placeholders(html):
    """(address to fetch, href, films) of each placeholder."""
    found = re.findall(r'<a class="spoiler-(?:link|inline)"[^>]*>', html)
    values = [dict(re.findall(r'(href|data-spoiler|data-films)="([^"]*)"', link)) for link in found]
    return [(value["data-spoiler"].split("/")[-2], value["href"], value["data-films"]) for value in values]


def as_reader(client, edition, seen):
    """All that the script gets for somebody who has seen these films: the page, then what it asks for."""
    html = client.get(edition.review.get_absolute_url()).content.decode()
    url, asked = reverse("reviews:parts", args=[edition.review.slug, edition.number]), set()
    while True:
        links = [(address, set(films.split())) for address, _href, films in placeholders(html)]
        asks = {address for address, films in links if films and films <= seen} - asked
        if not asks:
            return html
        asked |= asks
        html += client.get(f"{url}?of={','.join(sorted(asks))}").content.decode()


@settings(max_examples=20, deadline=None)
@given(FIELDS, films)
def test_a_passage_is_sent_exactly_if_all_its_films_are_seen(client, fields, seen):
    edition, hidden, records = built(fields)
    html = as_reader(client, edition, {str(records[film].key) for film in seen})
    for passage in hidden:
        assert (passage.text in html) == (passage.films <= seen), passage


@settings(max_examples=10, deadline=None)
@given(FIELDS)
def test_an_address_asked_alone_opens_nothing_heavier(client, fields):
    edition, hidden, _records = built(fields)
    waiting = [href for _a, href, _f in placeholders(_page(client, edition.review.get_absolute_url()))]
    asked, opened = set(), set()
    while waiting:
        href = waiting.pop()
        if href in asked:
            continue
        asked.add(href)
        html = _page(client, href)
        shown = [passage for passage in hidden if passage.text in html]
        assert any(all(other.is_covered(by=passage) for other in shown) for passage in shown), href
        opened |= {passage.text for passage in shown}
        waiting += [inner for _a, inner, _f in placeholders(html)]
    assert opened == {passage.text for passage in hidden}
    everything = _page(client, edition.review.address_of("spoilers"))
    assert all(passage.text in everything for passage in hidden)
    assert placeholders(everything) == []


def _page(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    html = response.content.decode()
    assert "of=" not in html and ">!" not in html and "{ending" not in html
    return html


def test_a_passage_of_a_further_film_stays_shut_in_an_opened_section(client):
    further = Mark("ending", frozenset({1}))
    edition, _hidden, records = built([("mild", frozenset(), [further])])
    ((address, href, keys),) = placeholders(_page(client, edition.review.get_absolute_url()))
    assert keys == str(records[0].key)

    ((inner, inner_href, inner_keys),) = placeholders(_page(client, href))
    assert inner == f"{address}.text.0"
    assert set(inner_keys.split()) == {str(records[0].key), str(records[1].key)}
    assert "Ending" in _page(client, inner_href)
    fetched = client.get(reverse("reviews:part", args=[edition.review.slug, edition.number, address]))
    assert words(0) in fetched.content.decode()
    assert words(1) not in fetched.content.decode()


@pytest.mark.parametrize("inside", ["endng", "of=", "of=a-film-of-nobody", "mild; major"])
def test_what_cannot_be_read_hides_the_passage_and_is_never_seen(client, inside, monkeypatch):
    monkeypatch.setattr(completeness, "mark_problems", lambda document: [])  # which refuses it
    text = f"It rains. >!{{{inside}}} They part.!<"
    edition = live(document(FilmFactory(), sections=(d.Section(kind="opening", text=text),)))
    html = _page(client, edition.review.get_absolute_url())
    ((_address, href, keys),) = placeholders(html)
    assert "They part." not in html and inside not in html
    assert keys == ""
    assert "They part." in _page(client, href) and inside not in _page(client, href)

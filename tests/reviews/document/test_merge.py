"""Both texts of two people in one document."""

import pytest

from reviews import document as d
from reviews.document.merge import differences, merged

OPENING = d.Section(kind="opening", heading="Rain", text="It begins with rain.")
ENDING = d.Section(kind="ending", text="The lake dries up.", spoiler=d.Spoiler(level="major"))
BASE = d.Document(headline="A quiet week", dek="A lake.", sections=(OPENING, ENDING))


def changed(text=BASE, **fields):
    return d.replace(text, **fields)


def part(index, of=BASE, **fields):
    """The document with one section changed."""
    sections = list(of.sections)
    sections[index] = d.replace(sections[index], **fields)
    return d.replace(of, sections=tuple(sections))


def test_what_only_one_of_them_changed_is_taken_from_that_one():
    mine = part(0, changed(headline="A loud week"), text="It begins with snow.")
    theirs = part(1, changed(dek="Two people and a lake."), heading="Dry")

    both = merged(BASE, mine, theirs)

    assert (both.headline, both.dek) == ("A loud week", "Two people and a lake.")
    assert (both.sections[0].text, both.sections[1].heading) == ("It begins with snow.", "Dry")
    assert all(item.is_settled for item in differences(BASE, mine, theirs))


def test_a_field_that_both_changed_waits_for_a_choice():
    mine, theirs = changed(headline="Mine"), changed(headline="Theirs")

    (item,) = differences(BASE, mine, theirs)

    assert (item.by, item.is_settled, item.side) == ("both", False, "mine")
    assert merged(BASE, mine, theirs).headline == "Mine"
    assert merged(BASE, mine, theirs, chosen={"headline": "theirs"}).headline == "Theirs"
    assert merged(BASE, mine, theirs, written={"headline": "Ours"}).headline == "Ours"


def test_what_both_changed_alike_is_settled():
    same = changed(headline="Same")

    (item,) = differences(BASE, same, same)

    assert item.is_settled
    assert merged(BASE, same, same).headline == "Same"


def test_parts_that_each_added_are_both_kept_where_they_stood():
    one, other = d.Section(kind="plot", text="Mine."), d.Section(kind="style", text="Theirs.")
    mine = changed(sections=(OPENING, one, ENDING))
    theirs = changed(sections=(other, OPENING, ENDING))

    both = merged(BASE, mine, theirs)

    assert [section.text for section in both.sections] == ["Theirs.", OPENING.text, "Mine.", ENDING.text]


@pytest.mark.parametrize("deleter", ["mine", "theirs"])
def test_a_part_that_one_deleted_and_the_other_left_alone_is_gone(deleter):
    without = changed(sections=(OPENING,))
    texts = {"mine": BASE, "theirs": BASE} | {deleter: without}

    assert merged(BASE, **texts).sections == (OPENING,)


@pytest.mark.parametrize("deleter", ["mine", "theirs"])
def test_a_part_that_one_deleted_and_the_other_rewrote_is_kept_until_somebody_chooses(deleter):
    other = "theirs" if deleter == "mine" else "mine"
    texts = {deleter: changed(sections=(OPENING,)), other: part(1, text="The lake dries up at last.")}
    (item,) = differences(BASE, **texts)

    assert not item.is_settled
    assert len(merged(BASE, **texts).sections) == 2
    assert len(merged(BASE, **texts, chosen={item.address: deleter}).sections) == 1


def test_of_two_flags_the_stricter_one_stays():
    mine, theirs = part(1, spoiler=d.Spoiler(level="mild")), part(1, spoiler=d.Spoiler(level="ending"))

    assert merged(BASE, mine, theirs).sections[1].spoiler == d.Spoiler(level="ending")
    assert merged(BASE, theirs, mine).sections[1].spoiler == d.Spoiler(level="ending")


def test_a_flag_taken_away_does_not_win_over_one_that_was_raised():
    mine, theirs = part(1, spoiler=None), part(1, spoiler=d.Spoiler(level="ending"))

    assert merged(BASE, mine, theirs).sections[1].spoiler == d.Spoiler(level="ending")


def test_an_order_that_one_of_them_changed_stays_changed():
    turned = changed(sections=(ENDING, OPENING))

    assert merged(BASE, turned, part(0, text="Snow.")).sections[0].kind == "ending"
    assert merged(BASE, part(0, text="Snow."), turned).sections[0].kind == "ending"


def test_all_of_mine_and_all_of_theirs_are_ways_to_choose():
    mine = part(0, changed(headline="Mine", sections=(ENDING, OPENING)), text="Rewritten.")
    theirs = part(0, changed(headline="Theirs"), text="Otherwise.")
    found = differences(BASE, mine, theirs)

    for side, text in (("mine", mine), ("theirs", theirs)):
        both = merged(BASE, mine, theirs, chosen={item.address: side for item in found})
        assert both.headline == text.headline
        assert {section.text for section in both.sections} == {section.text for section in text.sections}


def test_what_is_disclosed_is_merged_as_all_else():
    advisory = d.Advisory(kind="gore", label="A leg", details="The keeper's.")
    opinion = d.Opinion(name="Bo Berg", text="Too wet.")
    base = d.Document(advisories=(advisory,), opinions=(opinion,))
    mine = d.replace(base, seen=d.Seen(how="disc"), advisories=(d.replace(advisory, details="Mine."),))
    theirs = d.replace(base, opinions=(d.replace(opinion, text="Too dry."),))
    both = merged(base, mine, theirs)
    assert both == d.replace(mine, opinions=theirs.opinions)

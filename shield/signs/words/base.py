"""`Words`: what one language says about spoilers."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """Phrases divided by " / ", in natural spelling; case, accents and apostrophes do not count.

    `#` stands for a stem, `*` for any letters, `…` for up to five words of one clause, `~` for up to forty
    letters, ` ,` for the end of a clause, `^ ` for the beginning of one. A text is compared with all
    languages, since it may quote another, or not say which it is in.
    """

    stems: str
    denied: str  # what says that nothing is given away
    undenied: str  # what looks like a denial, and warns
    other: str  # other senses of the stem; warnings that somebody in the film speaks
    announcing: str  # with a stem in one sentence: what follows spoils, rather than this passage
    here: str = ""  # with `telling` and `endings` in one sentence, these warn without the stem
    telling: str = ""
    endings: str = ""
    unseen: str = ""  # with `leaving` in one sentence, these warn too, as do all pairs below
    leaving: str = ""
    audience: str = ""  # "the rest is for"
    seen: str = ""  # "who have seen it"
    alarm: str = ""  # "caution"
    details: str = ""  # "details of the plot"
    risk: str = ""  # "at your own risk"
    reading: str = ""  # "read on"
    skip: str = ""  # "leave out"
    passage: str = ""  # "the next paragraph"
    first: str = ""  # "see the film"
    before: str = ""  # "before you read on"
    hedges: str = ""  # "without giving away": with one of `fates` in a later clause they give it away
    fates: str = ""
    must: str = ""  # "I have to talk about"; with `endings`
    warnings: str = ""  # other sentences without the stem
    taken_back: str = ""  # begins a sentence that takes back the denial before it
    ends: str = ""  # whole lines that say that the spoilers end
    is_spaced: bool = True  # whether words are divided by spaces

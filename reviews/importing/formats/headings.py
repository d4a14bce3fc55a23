"""Classify the headings that critics use: section kinds and parts of the document."""

import re

from reviews.importing.formats.phrases import is_titled

SIDES = ("good", "bad", "both")
# Headings for parts of the document that have no heading of their own.
DISCLOSURES = ("advisories", "opinion")
STRUCTURE = (*SIDES, "advice", "verdict", *DISCLOSURES)

# Whole headings, without a leading article, colon or emoji.
WORDINGS: dict[str, str] = {
    "good": """
        good / good stuff / good parts / good bits / pro / pros / what works / what worked / what works
        well / what worked well / what it does well / highs / high points / highlights / positives /
        strengths / likes / what i liked / what we liked / what i loved / what we loved / best bits /
        upsides / hits / plus / pluses / thumbs up / merits
        """,
    "bad": """
        bad / bad stuff / bad parts / bad bits / con / cons / what doesn't / what doesn't work / what
        didn't / what didn't work / what fails / what falls flat / lows / low points / lowlights /
        negatives / weaknesses / dislikes / what i didn't like / what we didn't like / worst bits /
        downsides / misses / minus / minuses / thumbs down / flaws / not so good / not-so-good /
        drawbacks / what could be better
        """,
    "both": """
        good and the bad / good and bad / good & the bad / good & bad / pros and cons / pros & cons /
        highs and lows / highs & lows / hits and misses / hits & misses / strengths and weaknesses / ups
        and downs / likes and dislikes / what works and what doesn't
        """,
    "advice": """
        should you see it / should i see it / should you watch it / should i watch it / should you go /
        should you bother / is it worth seeing / is it worth watching / worth seeing / worth watching /
        is it worth it / worth it / who should see it / who should watch it / who is it for / who's it
        for / who is this for / who's this for / is it for you / see it or skip it / who will like it /
        recommendation / recommendations / would i recommend it
        """,
    "verdict": """
        verdict / final verdict / our verdict / my verdict / final thoughts / final thought / final word
        / final words / last word / last words / bottom line / conclusion / conclusions / in conclusion
        / closing thoughts / concluding thoughts / parting thoughts / overall / summing up / to sum up /
        sum-up / wrap-up / wrapping up / closing words /
        final judgement / final judgment / final analysis
        """,
    "advisories": """
        content warning / content warnings / content advisory / content advisories / content note /
        content notes / trigger warning / trigger warnings
        """,
    "opinion": """
        second opinion / a second opinion / another opinion / second opinions
        """,
    "outlook": """
        what's next / what is next / what comes next / what next / up next / sequel / sequels /
        sequel talk / sequel prospects / future / outlook / looking ahead / where next / where it goes
        next / road ahead / future of the franchise / what's next for the franchise / franchise future
        """,
    "opening": """
        introduction / intro / opening / overview / first things first / prologue
        """,
    "style": """
        tone / style / tone and style / tone & style / first impressions / direction / visuals / look
        and feel
        """,
    "cast": """
        cast / characters / cast and characters / cast & characters / performances / acting / actors /
        who's who
        """,
    "plot": """
        plot / story / plot summary / story summary / summary / synopsis / premise / full plot / setup
        """,
    "cameos": """
        cameo / cameos / surprise appearances
        """,
    "twists": """
        twist / twists / big twists / reveals / big reveals / plot twists / twists and turns
        """,
    "ending": """
        ending / finale / ending explained / how it ends / climax / post-credits scene / final scene /
        last scene / final act
        """,
}
EXACT = {
    " ".join(wording.split()): kind for kind, all_of in WORDINGS.items() for wording in all_of.split("/")
}

# Single words that indicate a section's kind, tried in this order: kinds that spoil come first.
WORDS: dict[str, str] = {
    "ending": "ending endings finale climax post-credits postcredits epilogue denouement",
    "twists": "twist twists reveal reveals revelation revelations",
    "cameos": "cameo cameos",
    "outlook": "sequel sequels future outlook prequel spin-off spin-offs spinoff",
    "cast": "cast casting character characters performance performances acting actors ensemble",
    "plot": "plot story storyline narrative summary synopsis premise recap breakdown",
    "style": """
        tone style direction directing visuals visual cinematography camera camerawork photography music
        score sound soundtrack impressions look atmosphere choreography editing aesthetics design mood action
        animation effects
        """,
    "opening": "introduction intro opening overview",
}
_WORD_KINDS = [(kind, set(all_of.split())) for kind, all_of in WORDS.items()]

_ADVICE = re.compile(
    r"(should (you|i|we)|is it worth|who should) (see|watch|seeing|watching|catch) (.{1,60}?)\W*",
    re.IGNORECASE,
)
_WHATS_NEXT = re.compile("what|outlook|looking ahead|up next|where next")
_PLAIN = (
    "verdict",
    "final verdict",
    "final thoughts",
    "bottom line",
    "conclusion",
    "pros",
    "cons",
    "good",
    "bad",
)
_FILM = ("it", "this", "this film", "this movie", "the film", "the movie", "this one", "it or skip it")
_OUTLOOK = re.compile(r"what( i|')s next\b.{0,60}|(the )?future of .{1,60}")
_VERDICT = re.compile(
    r"((the|our|my|final|closing|quick|short|brief|overall) )*verdict"
    r"( in (brief|short|points|a nutshell)| at a glance)?"
)
_ENSEMBLE = re.compile(
    r"(the )?(supporting|other|rest of the) (cast|players|roles|characters|performances)( members)?"
    r"|(the )?ensemble( cast)?|(the )?rest( of the cast)?|(and )?everyone else|also starring|(the )?others",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    "(the|an?|der|die|das|ein|eine|el|la|los|las|un|una|le|les|une|il|lo|gli|o|os|as|het|de|een)\\s|l['’]",
    re.IGNORECASE,
)
_TRIM = re.compile(r"^\W+|\W+$")


def wording(heading: str) -> str:
    """A heading normalised for lookup in the tables: lower case, straight quotes, no article or symbols."""
    plain = heading.lower().replace("’", "'").replace("‘", "'").replace("\ufe0f", "")
    plain = _TRIM.sub("", " ".join(plain.split()))
    plain = re.sub(r"^\d{1,2}[.):]\s+", "", plain)
    return plain.removeprefix("the ")


def is_plain(heading: str) -> bool:
    """Whether a structure heading is unambiguous: not possibly the start of a sentence among spoilers."""
    return wording(heading) in _PLAIN


def closes_spoilers(heading: str) -> bool:
    """Whether this is a "What's next" heading, which ends a spoiler part; one about a sequel does not."""
    return exact(heading) == "outlook" and bool(_WHATS_NEXT.match(wording(heading)))


def exact(heading: str) -> str | None:
    """The kind of a heading by its whole wording; None if it is not in the table."""
    if len(heading) > 120:
        return None
    plain = wording(heading)
    if plain in EXACT:
        return EXACT[plain]
    if _VERDICT.fullmatch(plain):
        return "verdict"
    question = _ADVICE.fullmatch(" ".join(heading.split()))
    if question and (question[3].lower() in _FILM or is_titled(question[3])):
        return "advice"
    return "outlook" if _OUTLOOK.fullmatch(plain) else None


def meaning(heading: str) -> str | None:
    """The kind of a heading by its wording, else by one of its words; None if unknown."""
    known = exact(heading)
    if known or len(heading) > 120:
        return known
    words = set(re.findall(r"[\w-]+", wording(heading)))
    return next((kind for kind, keywords in _WORD_KINDS if words & keywords), None)


def is_ensemble(heading: str) -> bool:
    """Whether a heading among cast notes is about unnamed actors ("Supporting Cast")."""
    return len(heading) < 60 and bool(_ENSEMBLE.fullmatch(_TRIM.sub("", heading)))


def begins_with_article(heading: str) -> bool:
    """Whether a heading names a thing ("The Weather"); people are named without an article."""
    return bool(_ARTICLE.match(heading))

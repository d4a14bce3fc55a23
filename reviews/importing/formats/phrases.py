"""Parse single lines: a credit, a labelled point, a piece of advice, a verdict's label, a byline."""

import re
from dataclasses import dataclass

from reviews.document import Answer

PLAIN_ANSWERS = ("yes", "no", "maybe")
MAX_PHRASE_LENGTH = 200  # characters at the beginning of a line that are examined
_ENGLISH = "a an and as at by for from in of on or the to vs with &"
_OTHERS = "al bin da das de del der des di du e el et la le les los und van von y"
_SMALL = frozenset(f"{_ENGLISH} {_OTHERS}".split())
_CLOSING = ".!?…。！？؟।"
_NOT_IN_NAMES = re.compile(r"[.!?…。！？;:,](\s|$)|[|<>\[\]{}=#*`]|\d{3}")
_CAMEO = re.compile(
    r"\s*[\[(]\s*(?:an? )?(?:uncredited )?cameo(?: appearance)?\s*[\])]|\s+[–—-]\s+cameo$", re.IGNORECASE
)
_ROLES = (
    re.compile(r"(?P<name>.+?)\s+(?P<link>as)\s+(?P<role>.+)", re.IGNORECASE),
    re.compile(r"(?P<name>.+?)\s*(?P<link>\s[–—-]|—)\s*(?P<role>.+)"),
    re.compile(r"(?P<name>[^()]+?)\s*(?P<link>\()(?P<role>[^()]+)\)"),
)
_BOLD_LEAD = re.compile(
    r"(?:\*\*|__)(?P<bold>[^*\n]{1,100}?)(?:\*\*|__)(?P<after>(?: as [^:.–—\n]{1,60}?| \([^)\n]{1,60}\))*)"
    r"\s*(?P<sep>[:.–—-]?)(?=\s|$)"
)
_LEAD = re.compile(r"(?P<label>[^:\n]{1,100}?)(?:(?P<colon>:)|\s[–—-])(?=\s)")
# Bylines.
_DASHES = "[–—‒―‑−-]{1,2}"
_EMOJI = r"(?P<emoji>(?:[\u2190-\u2604\u2607-\u2b4f\u2b51-\u2bff\U0001f000-\U0001faff]\ufe0f?\s*)*)"
_ONE_NAME = r"[^\W\d_](?:[\w'’.\-‑\u00a0\u202f ]{0,58}\w)?"
_NAME_BY = rf"(?P<name>{_ONE_NAME}(?:\s*[,&]\s*{_ONE_NAME})*)"
_AND = "and|und|et|y|e|i|en|ve|och|og|и|&"
_JOIN = re.compile(rf"\s*,\s*(?:(?P<last>{_AND})\s+)?|\s+(?P<join>{_AND})\s+")
_WRITTEN = "review|reviewed|written|words|text|kritik|rezension|reseña|crítica|critique|recensione|recensie"
_BY_WORD = (
    rf"(?:(?:film |movie )?(?:{_WRITTEN})\s*:?\s+)?by:?\s+"
    r"|(?:text|texte|texto|testo|tekst|words|author|autor(?:in|a|ka)?|aut(?:eur|rice|ore)|yazan|yazar|författare|"
    r"forfattare|skribent|recensent|recenzent|recenzja|reviewer|автор|текст|文|著者|作者|글)\s*[:：]\s*"
)
_FOREIGN_BY = rf"(?:(?:{_WRITTEN}|tekst|recension)\s*:?\s+)?(?:von|por|par|di|door|av|af)\s+"
_SIGNED = re.compile(rf"{_EMOJI}(?P<dash>{_DASHES})\s*(?P<by>by\s+|von\s+)?{_NAME_BY}\s*", re.IGNORECASE)
_BY = re.compile(rf"{_EMOJI}(?P<by>{_BY_WORD}){_NAME_BY}\s*", re.IGNORECASE)
_BEFORE_SIGNED = re.compile(
    rf"(?<=[.!?…”’\"')*_。！？])\s*(?={_EMOJI.replace('?P<emoji>', '?:')}{_DASHES}\s*\S)"
)
_BY_ABROAD = re.compile(rf"{_EMOJI}(?P<by>{_FOREIGN_BY}){_NAME_BY}\s*", re.IGNORECASE)
_YES = (
    "yes|absolutely(?! not)|definitely(?! not)|of course(?! not)|certainly(?! not)|by all means"
    "|without a doubt|see it|go see it|go|watch it|sure"
)
_NO = (
    "no|nope|skip it|skip|absolutely not|definitely not|certainly not|of course not|probably not|not really"
    "|stay away|avoid it|avoid|pass|don['’]t bother"
)
_MAYBE = "maybe|probably(?! not)|perhaps|possibly|it depends|depends|wait for streaming|rent it|stream it"
_ANSWER = rf"(?:{_NO}|{_YES}|{_MAYBE})"
_STARS = r"(?:\*\*|__|\*|_)?"
_LEADING = re.compile(
    rf"{_STARS}(?P<answer>{_ANSWER}){_STARS}(?P<sep>\s*[,.:!;–—-]+{_STARS}\s*|\s+(?=if\b|for\b|unless\b|when\b)|\s*$)",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"(?P<condition>[^\n]{{1,300}}?)(?:[,:;–—?→]|\s-)\s*{_STARS}\s*{_STARS}(?P<answer>{_ANSWER}){_STARS}"
    rf"(?P<sep>\s*[.!,:;…–—-]+{_STARS}(?:\s+|$)|\s*$)",
    re.IGNORECASE,
)
_CONDITIONAL = re.compile(r"(if|for|unless|when|but only|only|especially|provided)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Credit:
    name: str
    role: str = ""
    cameo: bool = False
    rest: str = ""
    structure_words: tuple[str, ...] = ()  # "as", "(cameo)": words of the line in none of the fields


def is_titled(text: str) -> bool:
    """Whether a text is in title case. Small words do not count; letters without case count as capitals."""
    words = [word.strip("“”\"'‘’()*_«»") for word in text.split()]
    words = [word for word in words if word and word.lower() not in _SMALL]
    return bool(words) and not any(word[0].islower() for word in words)


def is_name(text: str) -> bool:
    """Whether this could be the name of one or more people or characters."""
    if not 0 < len(text) <= 90 or len(text.split()) > 9 or re.search(r"[!?…。！？;:|<>\[\]{}=#*`]", text):
        return False
    return is_titled(text) and any(character.isalpha() for character in text)


def is_person(text: str) -> bool:
    """Whether a line looks like one person's name: two to four capitalised words."""
    words = text.split()
    return (
        is_name(text)
        and 2 <= len(words) <= 4
        and "," not in text
        and all(word[0].isupper() for word in words[::3])
    )


def credit(line: str, *, loose: bool) -> Credit | None:
    """The credit if the whole line is one. `loose`: dashes and brackets count as "as" too."""
    if len(line) > MAX_PHRASE_LENGTH:
        return None
    line = line.replace("**", "").replace("__", "").strip().strip(":")
    cameo_words = tuple(match[0] for match in _CAMEO.finditer(line))
    plain, cameo = _CAMEO.sub("", line), bool(cameo_words)
    for pattern in _ROLES if loose else _ROLES[:1]:
        match = pattern.fullmatch(plain.strip())
        if match and is_name(match["name"]) and is_name(match["role"]):
            structure_words = (*cameo_words, match["link"])
            return Credit(match["name"], match["role"], cameo, structure_words=structure_words)
    if cameo and is_name(plain.strip()):
        return Credit(plain.strip(), "", True, structure_words=cameo_words)
    return None


def leading_credit(text: str) -> Credit | None:
    """The credit at the beginning of a paragraph or list item, with the text after it as `rest`."""
    head, rest = split_label(text)
    whole = credit(text, loose=True)
    if whole or not head:
        return whole
    leading = credit(head, loose=True)
    if leading:
        return Credit(leading.name, leading.role, leading.cameo, rest, leading.structure_words)
    if text.startswith(("**", "__")) and is_name(head):
        return Credit(head, rest=rest)
    return None


def split_label(text: str) -> tuple[str, str]:
    """(label at the beginning of a line, rest); the label is "" if there is none."""
    bold = _BOLD_LEAD.match(text)
    if bold:
        label = bold["bold"].strip() + bold["after"]
        is_ended = bold["sep"] or label[-1:] in (":", ".", "–", "—", "!", "?") or bold.end() == len(text)
        return (_without_separator(label), text[bold.end() :].strip()) if is_ended else ("", text)
    if text.startswith(("**", "__", "`", "[", "!", "<", ">", "http")):
        return "", text
    match = _LEAD.match(text[:MAX_PHRASE_LENGTH])
    if match and _may_be_label(match):
        return match["label"].strip(), text[match.end() :].strip()
    return "", text


def _without_separator(label: str) -> str:
    label = label.strip()
    return label[:-1].rstrip() if label.endswith((":", ".", "–", "—")) else label


def _may_be_label(match: re.Match) -> bool:
    """A colon ends any short label; a dash only one of up to four words in title case."""
    label = match["label"].strip()
    if not label or label[-1] in _CLOSING or re.search(r"[.!?…]\s|>!|\|\||`|\]\(", label):
        return False
    return len(label.split()) <= 10 if match["colon"] else len(label.split()) <= 4 and is_titled(label)


def advice(text: str) -> tuple[str, Answer, str, str] | None:
    """(condition, answer, reason, answer word that is in none of them); None if the line has no answer."""
    return _answer_first(text) or _answer_last(text)


def _answer_first(text: str) -> tuple[str, Answer, str, str] | None:
    match = _LEADING.match(text[:MAX_PHRASE_LENGTH])
    if not match:
        return None
    rest = text[match.end() :].strip()
    if not _CONDITIONAL.match(rest):
        return _advice_tuple("", match, rest)
    if match["answer"].lower() not in PLAIN_ANSWERS:
        return "", _answer(match["answer"]), text.strip(), ""  # “See it if you can”: one sentence
    condition, reason = _first_sentence(rest)
    return _advice_tuple(condition, match, reason)


def _answer_last(text: str) -> tuple[str, Answer, str, str] | None:
    match = _TRAILING.match(text[: 2 * MAX_PHRASE_LENGTH])
    if not match or re.search(r"[.!…]\s", match["condition"]):
        return None
    condition = match["condition"].strip().rstrip(":")
    if condition.count("**") % 2 or re.fullmatch(r"\*\*[^*]+\*\*", condition):
        condition = condition.replace("**", "").strip().rstrip(":")
    return _advice_tuple(condition, match, text[match.end() :].strip())


def _advice_tuple(condition: str, match: re.Match, reason: str) -> tuple[str, Answer, str, str]:
    """Plain yes, no and maybe become the answer only; any other wording is also put before the reason."""
    word, plain = match["answer"], match["answer"].lower()
    if plain in PLAIN_ANSWERS:
        return condition, plain, reason, word
    separator = "," if "," in match["sep"] and reason[:1].islower() else "."
    return condition, _answer(word), f"{word[0].upper()}{word[1:]}{separator} {reason}".strip(), ""


def _answer(word: str) -> Answer:
    if re.fullmatch(_NO, word, re.IGNORECASE):
        return "no"
    return "yes" if re.fullmatch(_YES, word, re.IGNORECASE) else "maybe"


def _first_sentence(text: str) -> tuple[str, str]:
    match = re.match(r"[^\n]{1,300}?[.!…](?=\s|$)|[^\n]{1,300}?(?:\s[–—-]\s|:\s)", text)
    if not match:
        return (text, "") if len(text) <= MAX_PHRASE_LENGTH else ("", text)
    return match[0].rstrip(" .!…–—-:"), text[match.end() :].strip()


def signature(line: str) -> tuple[tuple[str, ...], str] | None:
    """(names, other words) of a line that is only a byline ("– Asmodeus", "By X, Y and Z"), else None."""
    plain = line.strip().strip("*_").strip()
    if len(plain) > 90:
        return None
    if plain[:1] + plain[-1:] in ("()", "[]"):
        plain = plain[1:-1].strip()
    match = _SIGNED.fullmatch(plain) or _BY.fullmatch(plain) or _BY_ABROAD.fullmatch(plain)
    if not match:
        return None
    names, joins = _split_names(match["name"].strip())
    if not (all(map(_may_sign, names)) and _is_list(match, names, joins)):
        return None
    return names, " ".join([match["emoji"], match["by"] or "", *joins])


def _split_names(text: str) -> tuple[tuple[str, ...], list[str]]:
    """(names, the words between them)."""
    names, last, join = (_JOIN.split(text)[index::3] for index in range(3))
    return tuple(names), [one or other or "" for one, other in zip(last, join, strict=True)]


def _may_sign(name: str) -> bool:
    return bool(name) and is_titled(name) and len(name.split()) <= 7


def _is_list(match: re.Match, names: tuple[str, ...], joins: list[str]) -> bool:
    """Whether this many names may be signed so: “– A, Riga” is no list, “Por Fin” no byline."""
    if match.re is _BY_ABROAD and not 2 <= len(names[0].split()) <= 4:
        return False
    return len(names) == 1 or match.re is not _SIGNED or bool(joins[-1])


def split_signature(text: str) -> tuple[str, str] | None:
    """(text, byline) of a paragraph with a byline after a dash at its end; None without one."""
    tail = text[-90:]
    for match in reversed(list(_BEFORE_SIGNED.finditer(tail))):
        line = tail[match.end() :]
        if "\n\n" not in line and signature(line) and _SIGNED.match(line.strip("*_ ")):
            at = len(text) - len(tail)
            return text[: at + match.start()], line
    return None


def verdict_label(text: str, titles: tuple[str, ...], headline: str = "") -> tuple[str, str]:
    """(label, rest) of a verdict: the label is a known title, or title case before a colon; else "".

    A colon inside a title of the film ("Alien: Romulus is …") ends no label.
    The headline may hold one that is not known.
    """
    for title in sorted(filter(None, titles), key=len, reverse=True):
        known = re.match(rf"({re.escape(title)})\s*:\s+(?=\S)", text, re.IGNORECASE)
        if known:
            return known[1], text[known.end() :]
    if _begins_with_title(text, titles, headline):
        return "", text
    bold = re.match(r"\*\*([^*\n]{1,120}?):?\*\*:?\s+(?=\S)", text)
    if bold and ":" in bold[0]:
        return bold[1], text[bold.end() :]
    return _split_titled_label(text)


def _begins_with_title(text: str, titles: tuple[str, ...], headline: str) -> bool:
    """Whether a text begins with a title that holds a colon, and goes on after it."""
    known = (title for title in titles if ":" in title)
    if any(re.match(rf"{re.escape(title)}(?!\s*:)\b", text, re.IGNORECASE) for title in known):
        return True
    word_after = re.match(r"[^:\n]{1,80}:\s+[^\W\d_]\w*(?=\s)", text)
    return word_after is not None and word_after[0].casefold() in headline.casefold()


def _split_titled_label(text: str) -> tuple[str, str]:
    end = 0
    for match in re.finditer(r":\s+(?=\S)", text[:MAX_PHRASE_LENGTH]):
        chunk = text[end : match.start()]
        if not _is_chunk(chunk):
            break
        end = match.end()
    return (text[:end].rstrip().removesuffix(":"), text[end:]) if end else ("", text)


def _is_chunk(chunk: str) -> bool:
    if re.search(r"[.!?…;|<>*`\n]", chunk) or len(chunk.split()) > 9:
        return False
    return is_titled(chunk) and any(character.isupper() for character in chunk)

"""Lines that say more than one thing: a credit, a point, a piece of advice, a verdict, a byline."""

import re
from dataclasses import dataclass

from reviews.document import Answer

# Nothing that is recognised in a line stands further in than this.
REACH = 200
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
_NAME_BY = r"(?P<name>[^\W\d_](?:[\w'’.\- ]{0,58}\w)?)"
_SIGNED = re.compile(rf"(?P<dash>[–—-]{{1,2}})\s*(?P<by>by\s+)?{_NAME_BY}\s*", re.IGNORECASE)
_BY = re.compile(
    rf"(?P<by>(?:(?:film |movie )?(?:review|reviewed|written|words|text)\s*:?\s+)?by:?\s+){_NAME_BY}\s*",
    re.IGNORECASE,
)
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
    spent: tuple[str, ...] = ()


def is_titled(text: str) -> bool:
    """Whether every word of weight begins with a capital; letters without case count as capitals."""
    words = [word.strip("“”\"'‘’()*_«»") for word in text.split()]
    words = [word for word in words if word and word.lower() not in _SMALL]
    return bool(words) and not any(word[0].islower() for word in words)


def is_name(text: str) -> bool:
    """Whether this could be the name of one or several people or characters."""
    if not 0 < len(text) <= 90 or len(text.split()) > 9 or re.search(r"[!?…。！？;:|<>\[\]{}=#*`]", text):
        return False
    return is_titled(text) and any(character.isalpha() for character in text)


def is_person(text: str) -> bool:
    """Whether a line is a person's name and nothing else: two to four capitalised words."""
    words = text.split()
    return (
        is_name(text)
        and 2 <= len(words) <= 4
        and "," not in text
        and all(word[0].isupper() for word in words[::3])
    )


def credit(line: str, *, loose: bool) -> Credit | None:
    """Name and role of a line that is only a credit. `loose` takes dashes and brackets for "as"."""
    if len(line) > REACH:
        return None
    line = line.replace("**", "").replace("__", "").strip().strip(":")
    spent = tuple(found[0] for found in _CAMEO.finditer(line))
    plain, cameo = _CAMEO.sub("", line), bool(spent)
    for pattern in _ROLES if loose else _ROLES[:1]:
        found = pattern.fullmatch(plain.strip())
        if found and is_name(found["name"]) and is_name(found["role"]):
            return Credit(found["name"], found["role"], cameo, spent=(*spent, found["link"]))
    if cameo and is_name(plain.strip()):
        return Credit(plain.strip(), "", True, spent=spent)
    return None


def leading_credit(text: str) -> Credit | None:
    """The credit a paragraph or list item begins with, and what it then says."""
    head, rest = labelled(text)
    whole = credit(text, loose=True)
    if whole or not head:
        return whole
    found = credit(head, loose=True)
    if found:
        return Credit(found.name, found.role, found.cameo, rest, found.spent)
    if text.startswith(("**", "__")) and is_name(head):
        return Credit(head, rest=rest)
    return None


def labelled(text: str) -> tuple[str, str]:
    """The label a line begins with, and the rest; an empty label if there is none."""
    bold = _BOLD_LEAD.match(text)
    if bold:
        label = bold["bold"].strip() + bold["after"]
        ended = bold["sep"] or label[-1:] in (":", ".", "–", "—", "!", "?") or bold.end() == len(text)
        return (_bare(label), text[bold.end() :].strip()) if ended else ("", text)
    if text.startswith(("**", "__", "`", "[", "!", "<", ">", "http")):
        return "", text
    found = _LEAD.match(text[:REACH])
    if found and _may_be_label(found):
        return found["label"].strip(), text[found.end() :].strip()
    return "", text


def _bare(label: str) -> str:
    label = label.strip()
    return label[:-1].rstrip() if label.endswith((":", ".", "–", "—")) else label


def _may_be_label(found: re.Match) -> bool:
    """A colon ends any short label; a dash only one of a few words that are no clause."""
    label = found["label"].strip()
    if not label or label[-1] in _CLOSING or re.search(r"[.!?…]\s|>!|\|\||`|\]\(", label):
        return False
    return len(label.split()) <= 10 if found["colon"] else len(label.split()) <= 4 and is_titled(label)


def advice(text: str) -> tuple[str, Answer, str, str] | None:
    """Condition, answer, reason, and the word the answer took; None if the line gives no answer."""
    return _answer_first(text) or _answer_last(text)


def _answer_first(text: str) -> tuple[str, Answer, str, str] | None:
    found = _LEADING.match(text[:REACH])
    if not found:
        return None
    rest = text[found.end() :].strip()
    condition, reason = _first_sentence(rest) if _CONDITIONAL.match(rest) else ("", rest)
    return _answered(condition, found, reason)


def _answer_last(text: str) -> tuple[str, Answer, str, str] | None:
    found = _TRAILING.match(text[: 2 * REACH])
    if not found or re.search(r"[.!…]\s", found["condition"]):
        return None
    condition = found["condition"].strip().rstrip(":")
    if condition.count("**") % 2 or re.fullmatch(r"\*\*[^*]+\*\*", condition):
        condition = condition.replace("**", "").strip().rstrip(":")
    return _answered(condition, found, text[found.end() :].strip())


def _answered(condition: str, found: re.Match, reason: str) -> tuple[str, Answer, str, str]:
    """Plain yes, no and maybe become the answer; any other wording also opens the reason."""
    word, plain = found["answer"], found["answer"].lower()
    if plain in ("yes", "no", "maybe"):
        return condition, plain, reason, word
    answer: Answer = "maybe"
    if re.fullmatch(_NO, plain):
        answer = "no"
    elif re.fullmatch(_YES, plain):
        answer = "yes"
    goes_on = "," if "," in found["sep"] and reason[:1].islower() else "."
    return condition, answer, f"{word[0].upper()}{word[1:]}{goes_on} {reason}".strip(), ""


def _first_sentence(text: str) -> tuple[str, str]:
    found = re.match(r"[^\n]{1,300}?[.!…](?=\s|$)|[^\n]{1,300}?(?:\s[–—-]\s|:\s)", text)
    if not found:
        return (text, "") if len(text) <= REACH else ("", text)
    return found[0].rstrip(" .!…–—-:"), text[found.end() :].strip()


def signature(line: str) -> tuple[tuple[str, ...], str] | None:
    """The names in a line that is only a byline ("– Asmodeus", "By X and Y"), and the words it took."""
    plain = line.strip().strip("*_").strip()
    if len(plain) > 90:
        return None
    found = _SIGNED.fullmatch(plain) or _BY.fullmatch(plain)
    if not found or not is_titled(found["name"]) or len(found["name"].split()) > 7:
        return None
    names = re.split(r"\s+(?:and|und|et|y)\s+", found["name"].strip())
    joins = re.findall(r"\s(and|und|et|y)\s", found["name"].strip())
    return tuple(names), " ".join([found["by"] or "", *joins])


def signed_end(text: str) -> tuple[str, str] | None:
    """A closing paragraph, and the byline that stands after a dash at its end."""
    tail = text[-90:]
    for found in reversed(list(re.finditer(r"(?<=[.!?…”’\"')*_。！？])\s*(?=[–—-]{1,2}\s*\S)", tail))):
        line = tail[found.end() :]
        if "\n\n" not in line and signature(line) and _SIGNED.match(line.strip("*_ ")):
            at = len(text) - len(tail)
            return text[: at + found.start()], line
    return None


def verdict_label(text: str, titles: tuple[str, ...]) -> tuple[str, str]:
    """The label a verdict begins with (a known title, else capitals before a colon), and the rest."""
    for title in sorted(filter(None, titles), key=len, reverse=True):
        known = re.match(rf"({re.escape(title)})\s*:\s+(?=\S)", text, re.IGNORECASE)
        if known:
            return known[1], text[known.end() :]
    bold = re.match(r"\*\*([^*\n]{1,120}?):?\*\*:?\s+(?=\S)", text)
    if bold and ":" in bold[0]:
        return bold[1], text[bold.end() :]
    return _titled_lead(text)


def _titled_lead(text: str) -> tuple[str, str]:
    end = 0
    for found in re.finditer(r":\s+(?=\S)", text[:REACH]):
        chunk = text[end : found.start()]
        if not _is_chunk(chunk):
            break
        end = found.end()
    return (text[:end].rstrip().removesuffix(":"), text[end:]) if end else ("", text)


def _is_chunk(chunk: str) -> bool:
    if re.search(r"[.!?…;|<>*`\n]", chunk) or len(chunk.split()) > 9:
        return False
    return is_titled(chunk) and any(character.isupper() for character in chunk)

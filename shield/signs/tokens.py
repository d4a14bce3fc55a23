"""What other programs hide with, a token each: tags of HTML, shortcodes, brackets, boxes, callouts, links."""

import re
import textwrap
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from shield.signs.extents import attributed, callout, fenced
from shield.signs.hiding import (
    has_any_name,
    hides_as_element,
    hides_by_attributes,
    hides_by_name,
    hides_by_props,
    is_spoiler_word,
    pairs,
)
from shield.signs.sentences import signs_in

_CODE = (
    r"`[^`\n]+`|^ {0,3}(?P<fence>```+|~~~+)(?P<info>[^\n]*)"
    r"(?P<fenced>(?:\n(?! {0,3}(?P=fence))[^\n]*)*)(?:\n[^\n]*)?"
)
# `{…}` of JSX, with `{…}` in it, and a `>` that ends no tag.
BRACES = r"\{(?:[^{}]|\{[^{}]{0,500}\}){0,1000}+\}"
_HTML = (
    r"<(?P<html_end>/?)(?P<html>[A-Za-z][\w:.-]{0,40})"
    rf"(?P<html_with>(?:\s(?:[^<>{{}}]|{BRACES}|[{{}}]){{0,2000}}+)?)>"
)
_SHORTCODE = (
    r"\{\{?[<%]-?\s*(?P<code_end>/|end_?)?\s*(?P<code>[A-Za-z][\w-]{0,40})"
    r"(?P<code_with>[^{}\n]{0,300})[%>]\}\}?"
)
_BRACKET = (
    r"\[(?P<bb_end>/?)(?P<bb>[A-Za-z][\w-]{1,30})(?P<bb_with>[= ][^\[\]\n]{0,200})?\]"
    r"(?!\(|\[\d|\{:?[ \t]*(?:[.#]|[\w-]+=)|:[ \t]+(?:https?:|/))"  # a link, its definition, or a span
)
_FENCED = r"^(?P<colons>:{3,})[ \t]*(?P<box>[\w-]{0,40})(?P<box_with>[^\n]{0,300})$"
_WIKI = r"\{\{\s*(?P<wiki>[A-Za-z]\w{0,40})\s*\|(?P<wiki_text>[^{}]{0,20000})\}\}"
_INDENTED = (
    r"^(?P<sign>!!!|\?\?\?\+?)[ \t]+(?P<note>[^\n]{0,300})(?P<note_text>(?:\n(?: {4}|\t)[^\n]*|\n(?=\n))*)"
)
_CALLOUT = (
    r"^(?P<quotes>(?: {0,3}>)+)[ \t]*\[!(?P<callout>[^\]\n]{1,60})\]"
    r"(?P<fold>[+-]?)[ \t]*(?P<title>[^\n]*)"
)
_LINK = (
    r"\[(?P<link>[^\[\]\n]{0,2000})\]\((?:[#/](?:s|spoilers?)|spoilers?:[^()\n]{0,500})"
    r"(?:[ \t]+\"(?P<tooltip>[^\"\n]{0,2000})\")?\)"
    r"|\[(?P<span>[^\[\]\n]{1,2000})\]\{(?P<span_with>[^{}\n]{0,200})\}"
)
_ATTRIBUTES = r"\{(?::|(?=[ \t]*[.#]\w))(?P<attributes>[^{}\n]{0,200})\}"  # of what stands beside them
TOKEN = re.compile(
    "|".join((_CODE, _HTML, _SHORTCODE, _BRACKET, _FENCED, _WIKI, _INDENTED, _CALLOUT, _LINK, _ATTRIBUTES)),
    re.MULTILINE,
)
_SUMMARY = re.compile(r"\s*<summary(?:\s[^<>]{0,500})?>([^<]{0,500})</summary>", re.IGNORECASE)
_NAMED_LABEL = re.compile(r"\b(?:title|summary|label|text)\s*=\s*[\"“']?([^\"”'<>%{}\[\]]{1,200})")
_LABEL = re.compile(r"\s*=?\s*[\"“']?(\w[^\"”'<>%{}\[\]=]{0,200})[\"”']?\s*")
QUICK = re.compile(r"[<\[{]|^:::|^!!!|^\?\?\?|^ {0,3}(?:```|~~~)", re.MULTILINE)

# Tags in brackets that say how their text is painted: what CSS calls it.
PAINTING = {"color": "color", "colour": "color", "size": "font-size", "font-size": "font-size"}
PAINTING |= dict.fromkeys(("bg", "bgcolor", "background", "highlight", "mark"), "background")

PAINTING["opacity"] = "opacity"
_LINKS = ("url", "link", "img", "image", "email", "anchor")

Family = Literal["html", "code", "bb", "box"]


@dataclass(frozen=True)
class HiddenSpan:
    """A passage, from the beginning of its tag to the end of the other. `is_block`: of lines of its own."""

    start: int
    end: int
    text: str
    label: str = ""
    is_block: bool = False


@dataclass(frozen=True)
class LoneTag:
    """A tag without its partner: what it hides has no end, or no beginning."""

    start: int
    end: int
    is_end: bool
    label: str = ""
    is_named: bool = True  # an end that says of what


@dataclass(frozen=True)
class Tag:
    start: int
    end: int
    family: Family
    name: str
    is_end: bool
    hides: bool
    label: str
    attributes: str = ""


def whole_span(match: re.Match, text: str, names: Collection[str] = ()) -> HiddenSpan | None:
    """A passage that stands in one token with its tag. `names`: that a style sheet of the text hides."""
    start, end = match.span()
    if match["wiki"] and hides_by_name(match["wiki"]):
        return HiddenSpan(start, end, match["wiki_text"].strip())
    if (match["note_text"] or "").strip() and (match["sign"] != "!!!" or is_spoiler_word(match["note"])):
        return HiddenSpan(
            start, end, textwrap.dedent(match["note_text"]).strip(), _note_label(match["note"]), True
        )
    if match["fence"] or match["quotes"]:
        return _fenced(match) if match["fence"] else _callout(match, text)
    if match["attributes"] and _hides(match["attributes"], names):
        start, end, inner = attributed(text, start, end)
        return HiddenSpan(start, end, inner, is_block="\n" in text[start:end])
    if match["link"] is not None:
        label = match["link"] if match["tooltip"] else ""
        return HiddenSpan(start, end, match["tooltip"] or match["link"], label)
    if match["span"] and _hides(match["span_with"], names):
        return HiddenSpan(start, end, match["span"])
    return None


def _hides(attributes: str, names: Collection[str]) -> bool:
    return hides_by_attributes(attributes) or (bool(names) and has_any_name(pairs(attributes), names))


def _callout(match: re.Match, text: str) -> HiddenSpan | None:
    """`> [!spoiler]- Title`, also within another quotation, with the lines below that belong to it."""
    if match["fold"] != "-" and not is_spoiler_word(match["callout"] + match["title"]):
        return None
    end, inner = callout(text, match["quotes"].count(">"), match.end())
    return HiddenSpan(match.start(), end, inner, match["title"].strip(), True) if inner else None


def _fenced(match: re.Match) -> HiddenSpan | None:
    """A fence that a notebook shows as a box: of spoilers, or folded. Any other is code."""
    title, inner, is_folded = fenced(match["fenced"].removeprefix("\n"))
    is_box = match["info"].strip().startswith("ad-")
    if is_spoiler_word(match["info"]) or (is_box and (is_folded or is_spoiler_word(title))):
        return HiddenSpan(match.start(), match.end(), inner, title, True) if inner or title else None
    return None


def _note_label(words: str) -> str:
    """The title in quotes of a box, else what stands after its type."""
    quoted = re.search(r"[\"“]([^\"”]+)", words)
    return quoted[1] if quoted else " ".join(words.split()[1:])


def tags_of(match: re.Match, text: str) -> Iterator[Tag]:
    start, end = match.span()
    if match["html"] and not match["html_with"].rstrip().endswith("/"):
        yield _html_tag(match, text)
    elif match["code"]:
        name, is_end = _singular(match["code"]), bool(match["code_end"]) or match["code"].lower() == "end"
        hides = hides_by_name(name) or hides_by_attributes(match["code_with"])
        yield Tag(start, end, "code", name, is_end, hides, _label(match["code_with"]))
    elif match["bb"]:
        yield _bracket(match)
    elif match["colons"]:
        words = match["box"] + match["box_with"]
        hides = (
            hides_by_name(match["box"]) or is_spoiler_word(words) or hides_by_props(pairs(match["box_with"]))
        )
        label = match["box_with"].strip(" \t{}.[]:")
        yield Tag(start, end, "box", "", not words.strip(), hides, label, _as_attributes(match))


def _as_attributes(match: re.Match) -> str:
    """Of a box: `::: note {.late #x}`, `:::note`."""
    return f".{match['box']} {match['box_with']}" if match["box"] else match["box_with"]


def _bracket(match: re.Match) -> Tag:
    """A tag in brackets: `[spoiler=How it ends]`, `[color=white]`, and words as `[Major spoilers]`."""
    name, attributes = match["bb"].lower(), match["bb_with"] or ""
    if name in PAINTING:
        hides, label = hides_by_painting(name, attributes), ""
    else:
        hides = hides_by_name(name) or (attributes[:1] == " " and bool(signs_in(match[0][1:-1])))
        if "=" in attributes and "://" not in attributes and name not in _LINKS:
            hides = hides or hides_by_attributes(attributes[1:])
        label = _label(attributes) if "=" in attributes else ""
    return Tag(*match.span(), "bb", name.removesuffix("s"), bool(match["bb_end"]), hides, label)


def hides_by_painting(name: str, attributes: str) -> bool:
    """Whether a tag in brackets writes in no colour or no size: `[color=white]`, `[size=0]`, `[bg=black]`."""
    value = attributes.strip("= \t\"'")
    unit = "px" if value.isdecimal() and name.lower().endswith("size") else ""
    return name.lower() in PAINTING and hides_by_attributes(f'style="{PAINTING[name.lower()]}:{value}{unit}"')


def _html_tag(match: re.Match, text: str) -> Tag:
    start, end = match.span()
    name, attributes = _singular(match["html"]), match["html_with"]
    summary = _SUMMARY.match(text, end) if name == "details" and not match["html_end"] else None
    hides = hides_as_element(match["html"], attributes, text, start, end)
    label = summary[1].strip() if summary else ""
    end = summary.end() if summary else end
    return Tag(start, end, "html", name, bool(match["html_end"]), hides, label, attributes)


def _singular(name: str) -> str:
    """The name of a tag: `</spoilers>` ends what `<spoiler>` began."""
    name = name.lower()
    return name.removesuffix("s") if is_spoiler_word(name) else name


def _label(attributes: str) -> str:
    match = _NAMED_LABEL.search(attributes) or _LABEL.fullmatch(attributes)
    return match[1].strip() if match else ""

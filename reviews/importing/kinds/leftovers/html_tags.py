"""HTML within Markdown: tags with a sign there become it, players and scripts are named, others dropped."""

import re
from re import Match
from urllib.parse import quote, urlsplit

from bs4 import BeautifulSoup

from reviews.importing.kinds.html import markdown
from reviews.importing.kinds.leftovers.left_out import LeftOut, Rewrite, Token
from shield.signs.hiding import hides_by_name, hides_by_props, pairs
from shield.signs.sentences import mentions
from shield.signs.tokens import BRACES

SAFE_IN_ADDRESSES = "/:?#[]@!$&'*+,;=%~"  # not the parentheses and spaces that would end it
_BARE = (
    "allow[a-z]*|async|autoplay|checked|controls|defer|disabled|hidden|inert|loop|muted|nowrap|open|playsinline"
    "|popover|readonly|required|reversed|(?:data|aria|x|v)-[a-z-]{1,40}"
)
# Attributes as HTML has them; a sign of less-than before words is none.
_WITH = (
    r"(?:\s+(?:[\w:@.-]{1,60}\s*=\s*(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|"
    rf"{BRACES}|[^\s\"'<>{{}}][^\s\"'<>]{{0,2000}})"
    rf"|(?:{_BARE})(?![\w=-])))*\s*"
)
PLAYERS = ("iframe", "object", "embed", "video", "audio")
SCRIPTS = ("script", "style", "noscript", "svg", "canvas", "template", "form", "select", "button")
SIGNS = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~", "strike": "~~", "code": "`"}
BREAKS = {"br": "\n", "hr": "\n\n---\n\n", "li": "\n- ", "dt": "\n\n", "dd": "\n\n"}
_BLOCKS = """p div section article figure figcaption center main header footer aside ul ol dl picture address
    nav blockquote table thead tbody tr td th"""
_INLINE = """span font u small big sup sub cite abbr mark q ins kbd tt var time wbr a source label nobr dfn
    bdi samp bdo ruby rt rp body html"""
BLOCKS, INLINE = frozenset(_BLOCKS.split()), frozenset(_INLINE.split())
_SILENT = re.compile(
    r"\s*(/?wp:|more\b|(end[- ]?)?excerpt|/?nextpage|read ?more|truncate|summary\s*$|/?toc\b|kg-card)",
    re.IGNORECASE,
)
_ATTRIBUTE = r"""(?<![\w-]){}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))"""


def attribute(text: str, *names: str) -> str:
    """The first of these attributes that is given in the text of a tag or a command; "" if none is."""
    for name in names:
        match = re.search(_ATTRIBUTE.format(name), text, re.IGNORECASE)
        if match:
            return " ".join((match[1] or match[2] or match[3] or "").split())
    return ""


def picture(address: str, words: str) -> str:
    """A picture in Markdown; its words without the signs that would end them."""
    words = re.sub(r"[\[\]<>]", "", words)
    return f"![{words}]({quote(address, safe=SAFE_IN_ADDRESSES)})"


def host(address: str) -> str:
    try:
        return urlsplit(address).hostname or "another site"
    except ValueError:
        return "another site"


def _comment(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    """Out, unless it is a mark of our own or speaks of spoilers, which the reader of texts then sees."""
    words = match["comment"]
    if re.match(r"\s*/?foyer:", words) or mentions(words):
        return match[0]
    return "" if _SILENT.match(words) or not words.strip() else left_out.comment()


def _player(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    return left_out.player(
        host(attribute(match["player_with"] + " " + match["player_inner"][:2000], "src", "data"))
    )


def _script(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    """Out; of a button that speaks of spoilers the words stay, for what they open follows."""
    if match["scripted"].lower() == "button" and mentions(match["scripting_words"]):
        return f"\n\n{' '.join(rewrite(match['scripting_words']).split())}\n\n"
    return (
        left_out.player("a script")
        if match["scripted"].lower() == "script"
        else left_out.command(match["scripted"])
    )


def _table(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    return f"\n\n{markdown(BeautifulSoup(match[0], 'html.parser')).strip()}\n\n"


def _quotation(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    lines = rewrite(match["quoted"]).strip().split("\n")
    return "\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"


def _code(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    return f"\n\n```\n{match['preformatted'].strip(chr(10))}\n```\n\n"


def _heading(level: int):
    def handle(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
        words = " ".join(rewrite(match[f"heading{level}"]).split())
        return f"\n\n{'#' * level} {words}\n\n" if words else ""

    return handle


def _link(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    words, address = rewrite(match["linked"]), attribute(match["link_with"], "href")
    is_link = (
        address.lower().startswith(("https://", "http://", "mailto:"))
        and words.strip()
        and "\n\n" not in words
    )
    return f"[{words.strip()}](<{address}>)" if is_link and not words.lstrip().startswith("!") else words


def _caption(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    words = " ".join(rewrite(match["captioning"]).split())
    return f"\n\n*{words.strip('*')}*\n\n" if words else ""


def _tag(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    written, attributes = match["tag"], match["tag_with"]
    name = written.lower()
    if name == "img":
        address = attribute(attributes, "src", "data-src")
        return picture(address, attribute(attributes, "alt")) if address else ""
    if name in SIGNS:
        return SIGNS[name]
    if name in BREAKS:
        return "" if match["tag_end"] and name == "li" else BREAKS[name]
    if name in BLOCKS:
        return "\n\n"
    if name in INLINE:
        return ""
    is_component = (written[0].isupper() or "-" in name or "." in name) and not hides_by_name(written)
    if name in (*PLAYERS, "input") or is_component:
        return left_out.command(written) if not match["tag_end"] else ""
    return match[0]


def _component(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    """A component of MDX is named, and what it holds stays; one whose name or properties hide stays whole.

    Its properties need no values, so it is one only if it ends: prose may have such signs too.
    """
    written, given = match["component"], match["component_with"]
    if not (match["component_end"] or given.rstrip().endswith("/") or written in left_out.closed):
        return match[0]
    if hides_by_name(written) or hides_by_props(pairs(given)):
        return match[0]
    return "" if match["component_end"] else left_out.command(written)


def _element(name: str, group: str, *, most: int = 50_000) -> str:
    """A pattern of an element without another of its name in it, so that no text is read twice."""
    return rf"<{name}{_WITH}>(?P<{group}>(?:(?!<{name}\b).){{0,{most}}}?)</{name}\s*>"


TOKENS = (
    Token(r"<!--(?P<comment>(?:(?!<!--).){0,20000}?)-->", _comment),
    Token(
        rf"<(?P<player>{'|'.join(PLAYERS)})(?P<player_with>{_WITH})>"
        r"(?P<player_inner>(?:(?!<(?P=player)\b).){0,20000}?)</(?P=player)\s*>",
        _player,
    ),
    Token(
        rf"<(?P<scripted>{'|'.join(SCRIPTS)}){_WITH}>"
        r"(?P<scripting_words>(?:(?!<(?P=scripted)\b).){0,50000}?)</(?P=scripted)\s*>",
        _script,
    ),
    Token(_element("table", "tabular"), _table),
    Token(_element("blockquote", "quoted"), _quotation),
    Token(_element("pre", "preformatted"), _code),
    *(Token(_element(f"h{level}", f"heading{level}", most=2000), _heading(level)) for level in range(1, 7)),
    Token(rf"<a(?=\s)(?P<link_with>{_WITH})>(?P<linked>(?:(?!<a\s).){{0,5000}}?)</a\s*>", _link),
    Token(_element("figcaption", "captioning", most=5000), _caption),
    Token(
        r"<(?P<component_end>/?)(?P<component>(?-i:[A-Z])[\w.]{1,40}|[a-z]{1,20}-[\w-]{1,30})"
        rf"(?P<component_with>(?:\s(?:[^<>{{}}]|{BRACES}){{0,2000}}+)?/?)>",
        _component,
    ),
    Token(rf"<(?P<tag_end>/?)(?P<tag>[A-Za-z][\w.-]{{0,40}})(?P<tag_with>{_WITH})/?>", _tag),
)

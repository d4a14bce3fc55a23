"""What WordPress writes into the text of a post besides HTML: block comments and shortcodes.

What hides something becomes `[spoiler]`, which the reader of texts knows wherever it stands; the tags of
all others are taken out, their text stays, and they are named.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass, field

from reviews.importing.formats import Note
from reviews.importing.formats.word_count import words
from shield.signs.hiding import hides_by_name
from shield.signs.sentences import signs_in
from shield.signs.tokens import PAINTING, hides_by_painting

BLOCKS = "WordPress fills these blocks when it shows the post, so they are not in its text: {}."
SHORTCODES = "Shortcodes of WordPress were taken out, and the text between them was kept: {}."
GALLERIES = "Galleries left out: {}. Upload those of their pictures that you may use."
PAGES = "The post was divided into pages; they are one text here."
REMARKS = "Words in remarks of the HTML that no reader saw were left out: {}."
MAX_NAMES = 12
_SHORTCODE = re.compile(
    r"(?<!\[)\[(?P<end>/)?(?P<name>[A-Za-z][\w-]{1,40})(?P<given>(?:[ \t\n=][^\[\]<>]{0,2000})?)\](?!\])"
)
_BLOCK = re.compile(r"\s*(?P<end>/)?wp:(?P<name>[a-z][\w/-]{0,80})(?P<given>[^\0]*?)(?P<alone>/)?\s*")
_PLAYERS = {"audio", "bandcamp", "dailymotion", "embed", "instagram", "playlist", "soundcloud", "spotify"}
_PLAYERS |= {"tiktok", "tweet", "twitter", "video", "vimeo", "wpvideo", "youtube"}
# Blocks that hold no text at all, or whose text stands elsewhere.
_EMPTY = {"more", "nextpage", "spacer", "separator", "footnotes"}
_BARE = {"gallery", "toc", "contact-form", "contact-form-7", "ratings", "yasr_overall_rating", *_PLAYERS}
_LABEL = re.compile(
    r"\b(?:title|label|text|summary|heading)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+))|^=(.+)"
)
_CAPTION = re.compile(r"\bcaption\s*=\s*\"([^\"]*)\"")
_GIVES_VALUE = re.compile(r"[\w-]=[\"'\w]")
_ADDRESS = re.compile(r"https?://[^\s\"'\[\]<>]+")
_NO_LABEL = re.compile(r"[^\w\s.,:;!?’'–—-]|_")


@dataclass
class Markup:
    """The HTML of a post without what only WordPress reads. `embeds`: the addresses of players."""

    html: str
    blocks: Counter[str] = field(default_factory=Counter)
    shortcodes: Counter[str] = field(default_factory=Counter)
    embeds: list[str] = field(default_factory=list)
    galleries: int = 0
    pages: int = 0
    remarks: int = 0
    painting: dict[str, list[bool]] = field(default_factory=dict)  # open ones by name: whether they hide

    def notes(self) -> tuple[Note, ...]:
        named = ((BLOCKS, self.blocks), (SHORTCODES, self.shortcodes))
        messages = [message.format(_listed(names)) for message, names in named if names]
        messages += [GALLERIES.format(self.galleries)] if self.galleries else []
        infos = [PAGES] if self.pages else []
        infos += [REMARKS.format(self.remarks)] if self.remarks else []
        return (*(Note("warning", text) for text in messages), *(Note("info", text) for text in infos))


def _listed(names: Counter[str]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in list(names.items())[:MAX_NAMES])


def without_markup(content: str) -> Markup:
    """The content of a post as HTML alone."""
    markup = Markup("")
    markup.html = _without_shortcodes(_without_comments(content, markup), markup)
    return markup


def _without_comments(content: str, markup: Markup) -> str:
    pieces = []
    *commented, rest = content.split("-->")
    for piece in commented:
        text, start, comment = piece.partition("<!--")
        pieces += [text, _instead_of(comment, markup) if start else "-->"]
    return "".join([*pieces, rest])


def _instead_of(comment: str, markup: Markup) -> str:
    block = _BLOCK.fullmatch(comment)
    if block is None and signs_in(comment):
        return f"<!--{comment}-->"  # a warning, which is shown
    if block is None:
        name = comment.strip().lower()
        markup.pages += name == "nextpage"
        markup.remarks += 0 if name.startswith(("more", "nextpage")) else words(comment).total()
        return " "
    if block["alone"]:
        markup.blocks.update({block["name"]} - _EMPTY)
        return ""
    if block["name"] == "details" or not hides_by_name(block["name"].rpartition("/")[2]):
        return ""  # details of WordPress itself are HTML too
    return "<p>[/spoiler]</p>" if block["end"] else f"<p>[spoiler{_label_of_block(block['given'])}]</p>"


def _label_of_block(given: str) -> str:
    try:
        values = json.loads(given)
    except (ValueError, RecursionError):
        return ""
    label = values.get("title") or values.get("label") if isinstance(values, dict) else ""
    return _label(label) if isinstance(label, str) else ""


def _label(text: str | None) -> str:
    """A label for `[spoiler=…]`, "" for none."""
    plain = " ".join(_NO_LABEL.sub(" ", (text or "")[:200]).split())
    return f"={plain}" if plain else ""


def _without_shortcodes(html: str, markup: Markup) -> str:
    ended = {match["name"].lower() for match in _SHORTCODE.finditer(html) if match["end"]}
    return _SHORTCODE.sub(lambda match: _shortcode(match, ended, markup), html)


def _shortcode(match: re.Match, ended: set[str], markup: Markup) -> str:
    name, given = match["name"].lower(), match["given"]
    if name in PAINTING and name in ended:
        return _painted(match, markup)
    if hides_by_name(name) or (name == "read" and name in ended):  # [read more]…[/read]
        return "[/spoiler]" if match["end"] else f"[spoiler{_label(_named(_LABEL, given.strip()))}]"
    is_alone = name in _BARE or given.rstrip().endswith("/") or _GIVES_VALUE.search(given)
    if not (is_alone or name in ended):
        return match[0]  # words in brackets, as people write them
    if name == "caption":
        return "</figure>" if match["end"] else f"<figure>{_named(_CAPTION, given)} "
    if not match["end"]:
        _count(name, given, markup)
    return ""


def _painted(match: re.Match, markup: Markup) -> str:
    """`[color=white]` hides until its own end; in another colour it is taken out."""
    name = match["name"].lower()
    opened = markup.painting.setdefault(name, [])
    if match["end"]:
        return "[/spoiler]" if opened and opened.pop() else ""
    opened.append(hides_by_painting(name, match["given"]))
    if not opened[-1]:
        markup.shortcodes[name] += 1
    return "[spoiler]" if opened[-1] else ""


def _named(pattern: re.Pattern, given: str) -> str:
    match = pattern.search(given)
    return next(filter(None, match.groups()), "") if match else ""


def _count(name: str, given: str, markup: Markup) -> None:
    if name == "gallery":
        markup.galleries += 1
    elif name in _PLAYERS:
        address = _ADDRESS.search(given)
        if address or name != "embed":  # the address of an embed stands between its tags, and stays
            markup.embeds.append(address[0] if address else f"https://{name}/")
    else:
        markup.shortcodes[name] += 1

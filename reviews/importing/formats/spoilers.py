"""Recognise spoiler warnings in a text, ends of spoiler parts, and inline `||marks||`."""

import re

from shield.marks import CLOSER, OPENER, cut
from shield.signs.sentences import Sign, mentions, says_end, signs_in
from shield.signs.tags import hidden_in

_KINDS = "(major |minor |mild |heavy |full |big |massive |light |plot |story |ending )*"
_AFTER = (
    "( (below|ahead|sections?|warnings?|alert|zone|territory|follow|start|begin|here|from|parts?|on|now"
    "|inside|within|beyond|this|point|the|talk|discussion|review|breakdown|are|out|coming|incoming|in|contained|and|for|film"
    "|movie|thoughts|onwards?|time))*"
)
_BEFORE = (
    "((this |the following )?(review |text |section |part )?(contains|has)|warning|beware( of)?|caution"
    "|attention|here (there )?(be|come)|there (be|are)|start of|begin|with|turn back now|stop) "
)
_CLEAN = re.compile(f"({_BEFORE})*(the )?{_KINDS}spoilers?{_AFTER}")
_END = re.compile(
    r"(the )?(end|ends|close) (of )?(the )?(major |mild |all )?spoilers?( (section|part|zone|warning|here))?"
    r"|(the )?spoilers?( (section|part|zone))? (end|ends|over|are over|done|off)( here| now)?"
    r"|safe again|back to safety|no more spoilers",
)
_INLINE = re.compile(r"`[^`\n]+`|\|\|")
# Marks as converters write them, which take them for text; what is in code stays as it is.
_ESCAPED_MARK = re.compile(
    r"`[^`\n]+`|^ {0,3}(?P<fence>```+|~~~+)[^\n]*(?:\n(?! {0,3}(?P=fence))[^\n]*)*(?:\n[^\n]*)?"
    r"|(?P<pipes>(?:\\?\||&#124;|&vert;){2})"
    r"|(?P<opener>(?:\\?>|&gt;|&#62;)\\?!)|(?P<closer>\\?!(?:\\?<|&lt;|&#60;))",
    re.MULTILINE,
)
_HTML = re.compile("</?(b|strong|i|em|u|center|p|br|hr|h[1-6]|div|span)( open)?/?>")
_MARK_IN_CELL = re.compile(r"\s\|\|[^\s|]")  # not the edges of an empty cell
_PUNCTUATION = re.compile(r"[^\w']+|_+")
MAX_LINE_LENGTH = 120
MAX_WARNING_WORDS = 10  # of a paragraph that is nothing but a sign


def _plain(line: str) -> str:
    """Lower-case words with single spaces, without punctuation and HTML tags."""
    return " ".join(_PUNCTUATION.sub(" ", _HTML.sub(" ", line.lower().replace("’", "'"))).split())


def ends_spoilers(line: str) -> bool:
    """Whether the line only says that the spoilers end."""
    if len(line) > MAX_LINE_LENGTH:
        return False
    return bool(_END.fullmatch(_plain(line))) or says_end(line)


def opens_spoilers(line: str) -> str | None:
    """The rest of a line that begins with a spoiler warning ("" if nothing); None without a warning.

    "SPOILERS AHEAD" gives "", "Spoilers Below: The Ending" gives "The Ending".
    """
    if not _may_warn(line):
        return None
    if _CLEAN.fullmatch(_plain(line)):
        return ""
    head, colon, rest = line.partition(":")
    if not colon:
        head, colon, rest = _partition_at_dash(line)
    return rest.strip(" \t*_#]—–-") if colon and _CLEAN.fullmatch(_plain(head)) else None


def _may_warn(line: str) -> bool:
    return len(line) <= MAX_LINE_LENGTH and bool(signs_in(line)) and not ends_spoilers(line)


def _partition_at_dash(line: str) -> tuple[str, str, str]:
    head, dash, rest = line.strip(" –—-*_#").partition(" – ")
    return (head, dash, rest) if dash else line.strip(" –—-*_#").partition(" — ")


def warns_of_spoilers(text: str) -> bool:
    """Whether a paragraph says that spoilers follow, or says nothing but a word about spoilers."""
    signs = visible_signs(text)
    is_alone = len(signs) == 1 and len(text.split()) <= MAX_WARNING_WORDS
    return is_alone or any(sign.warns for sign in signs)


def visible_signs(text: str) -> tuple[Sign, ...]:
    """The signs in a text outside of passages that are hidden already."""
    if OPENER in text or CLOSER in text:
        text = " ".join(run.text for run in cut(text).runs if not run.is_hidden)
    return signs_in(text)


def speaks_of_spoilers(heading: str) -> bool:
    """Whether a heading mentions spoilers ("The Ending (Spoilers)") without denying them."""
    return bool(signs_in(heading))


def is_marked(text: str) -> bool:
    """Whether the text mentions spoilers or contains a spoiler mark of any format."""
    return mentions(text) or hides_something(text)


def hides_something(text: str) -> bool:
    """Whether the text contains a spoiler mark of any format."""
    return any(mark in text for mark in ("||", OPENER, CLOSER)) or bool(hidden_in(text))


def with_plain_marks(text: str) -> str:
    """The text with its marks as they are read here, where a converter wrote `\\|\\|` or `&gt;!` for them."""

    def plain(match: re.Match) -> str:
        if match["pipes"]:
            return "||"
        return OPENER if match["opener"] else CLOSER if match["closer"] else match[0]

    return _ESCAPED_MARK.sub(plain, text)


def mark_inline(pieces: list[str]) -> tuple[list[str], bool]:
    """(pieces with `||text||` as `>!text!<`, whether one was not closed). Code and tables are left alone.

    A mark may span several paragraphs. An unclosed one is closed at the very end: in doubt all of it spoils.
    """
    result, opened = [], False
    for piece in pieces:
        if "||" in piece and not is_verbatim(piece):
            piece, opened = _convert_marks(piece, opened)
        result.append(piece)
    return ([*result[:-1], result[-1] + "!<"] if opened else result), opened


def marked(text: str) -> str:
    """`text` with `||marks||` converted; unchanged if one is not closed."""
    pieces, left_open = mark_inline([text])
    return text if left_open else pieces[0]


def _convert_marks(text: str, opened: bool) -> tuple[str, bool]:
    pieces, end = [], 0
    for match in _INLINE.finditer(text):
        if match[0] == "||":
            opened = not opened
            pieces += [text[end : match.start()], ">!" if opened else "!<"]
            end = match.end()
    return "".join([*pieces, text[end:]]), opened


def is_verbatim(text: str) -> bool:
    """Whether a block is a table or code, in which no mark can stand."""
    is_table = any("-" in line and "|" in line and not line.strip(" \t|:-") for line in text.split("\n"))
    return is_table or text.lstrip().startswith(("```", "~~~"))


def has_mark_in_cell(text: str) -> bool:
    """Whether a table has `||a mark||` in a cell, which Markdown would take for cells."""
    return text.lstrip().startswith("|") and bool(_MARK_IN_CELL.search(text))

"""Recognise spoiler warnings in a text, ends of spoiler parts, and inline `||marks||`."""

import re

_NEGATED = re.compile(
    r"spoilers?[\s-]*(free|less)|\b(no|non|without|zero|free of|avoid\w*|not?\b.{0,20}\bany|don't|won't)\b"
    r"[\s-]*(any |big |major |real |actual )?spoil",
)
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
_END_TAG = re.compile(r"\[/spoilers?\]|</details>", re.IGNORECASE)
_TAG = re.compile(r"\s*\[(?:(?:major|mild|big) )?spoilers?(?: \w{1,12}){0,3}\]\s*", re.IGNORECASE)
_ANNOUNCED = re.compile(
    r"\bspoilers?\b.{0,40}\b(ahead|below|follow|following|warning|alert|from here|beyond|after this|coming)\b"
    r"|\b(warning|beware|caution|contains|full of|heavy)\b.{0,40}\bspoilers?\b",
)
_LOUD = re.compile("spoilers? (ahead|below|follow|warning|alert)|spoilers? from here")  # anywhere in a text
_SPOILER = re.compile("spoiler", re.IGNORECASE)
_OPENING = 160  # characters at the beginning, where weaker wordings count as an announcement too
MAX_MENTIONS = 50
_ELSEWHERE = re.compile("спойлер|ネタバレ|剧透|劇透|스포일러|สปอย")  # the word in other scripts
_DENIED = re.compile("без спойлер|ネタバレ(なし|無し)|[无無]剧透|[无無]劇透|스포일러 없|ไม่สปอย")
# The word as no denial, and sentences that warn in other words or languages. What denies stands in a match.
_WORD = r"\bspoilers?\b(?! (frei|free|vrij))"
_WARNING = re.compile(
    r"\bstop reading (here|now)|\bread no further|\b(plot|story) details (follow|ahead|below)"
    r"|\b(highlight|select|hover over|swipe over) (the )?(\w+ )?(text|lines|words|box) (below|above|to)\b"
    r"|(\b(no|without|any|zero) )?\b(major|full|heavy|big|massive) spoilers for\b"
    rf"|\b(achtung|vorsicht|warnung|enthält|es folgen)\b.{{0,20}}{_WORD}"
    rf"|\bab hier\b.{{0,40}}(\bverraten|{_WORD})"
    rf"|\b(a partir de (aquí|este punto)|atención|cuidado|contiene|aviso)\b.{{0,40}}(\bse revela|{_WORD})"
    rf"|\b(attention|la suite|à partir d'ici)\b.{{0,40}}(\bdévoil|\bdivulgâch|\brévèle|{_WORD})"
    rf"|\b(da qui in poi|attenzione|contiene)\b.{{0,40}}(\bsi svela|\bsi rivela|{_WORD})"
    rf"|\b(a partir daqui|atenção|cuidado|contém|alerta)\b.{{0,40}}(\bse revela|{_WORD})"
    rf"|\b(let op|pas op|bevat|dikkat|uyarı)\b.{{0,20}}{_WORD}|\bspoiler (içerir|uyarısı)"
)
_DENIES = re.compile(
    r"\b(no|not|without|any|zero|ohne|keine?n?|sin|cero|sans|ne|aucun|senza|non|sem|não|geen|zonder)\b"
)
# The film of 2022 in a running sentence: neither after an article nor before a colon.
_SPOILER_ALERT = re.compile(
    r"(?<=[^\W\d_] )(?<!\ba )(?<!\bthe )[*_“\"]?Spoiler Alert[*_”\"]?(?=[,;.)]|['’]s| [a-z(])"
)
_INLINE = re.compile(r"`[^`\n]+`|\|\|")
_HTML = re.compile("</?(details|summary|b|strong|i|em|u|center|p|br|hr|h[1-6]|div|span)( open)?/?>")
_SIGNS = re.compile(r"[^\w']+|_+")
MAX_LINE_LENGTH = 120


def _plain(line: str) -> str:
    """Lower-case words with single spaces, without punctuation and HTML tags."""
    return " ".join(_SIGNS.sub(" ", _HTML.sub(" ", line.lower().replace("’", "'"))).split())


def ends_spoilers(line: str) -> bool:
    """Whether the line only says that the spoilers end."""
    if len(line) > MAX_LINE_LENGTH:
        return False
    return bool(_END_TAG.fullmatch(line.strip()) or _END.fullmatch(_plain(line)))


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
    if len(line) > MAX_LINE_LENGTH or "spoiler" not in line.lower():
        return False
    return not (_NEGATED.search(_plain(line)) or ends_spoilers(line))


def _partition_at_dash(line: str) -> tuple[str, str, str]:
    head, dash, rest = line.strip(" –—-*_#").partition(" – ")
    return (head, dash, rest) if dash else line.strip(" –—-*_#").partition(" — ")


def announces_spoilers(text: str) -> bool:
    """Whether a sentence (rather than a heading) says that spoilers follow."""
    text = _SPOILER_ALERT.sub(" ", text)
    if any(not _DENIES.search(match[0]) for match in _WARNING.finditer(_plain(text))):
        return True
    if len(text) <= MAX_LINE_LENGTH and _ELSEWHERE.search(text.lower()):
        return not _DENIED.search(text.lower())
    mentions = [match.start() for match in _SPOILER.finditer(text)]
    if not mentions:
        return False
    in_opening = mentions[0] < _OPENING and _announces(text[:_OPENING], _ANNOUNCED)
    return in_opening or any(
        _announces(text[max(0, start - 40) : start + 50], _LOUD) for start in mentions[:MAX_MENTIONS]
    )


def _announces(text: str, words: re.Pattern) -> bool:
    return bool(words.search(_plain(text))) and not _NEGATED.search(_plain(text))


def spoiler_tag(line: str) -> str | None:
    """The tag in brackets ("[SPOILERS]") at the beginning of a line, None without one."""
    match = _TAG.match(line) if line.lstrip().startswith("[") else None
    return match[0] if match else None


def speaks_of_spoilers(heading: str) -> bool:
    """Whether a heading mentions spoilers ("The Ending (Spoilers)") without denying them."""
    if announces_spoilers(heading):
        return True
    return "spoiler" in heading.lower() and not _NEGATED.search(_plain(heading[:400]))


def is_marked(text: str) -> bool:
    """Whether the text mentions spoilers or contains a spoiler mark of any format."""
    return (
        "spoiler" in text.lower()
        or bool(_ELSEWHERE.search(text.lower()))
        or "||" in text
        or ">!" in text
        or "!<" in text
    )


def mark_inline(pieces: list[str]) -> tuple[list[str], bool]:
    """(pieces with `||text||` as `>!text!<`, whether one was not closed). Code and tables are left alone.

    A mark may span several paragraphs. An unclosed one is closed at the very end: in doubt all of it spoils.
    """
    result, opened = [], False
    for piece in pieces:
        if "||" in piece and not _is_verbatim(piece):
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


def _is_verbatim(text: str) -> bool:
    is_table = any("-" in line and "|" in line and not line.strip(" \t|:-") for line in text.split("\n"))
    return is_table or text.lstrip().startswith(("```", "~~~"))

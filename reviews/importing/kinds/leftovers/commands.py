"""Commands of site programs (Hugo, Jekyll, Hexo, WordPress, MDX) and links of notebooks (Obsidian)."""

import re
from re import Match

from reviews.importing.kinds.leftovers.html_tags import attribute, host, picture
from reviews.importing.kinds.leftovers.left_out import LeftOut, Rewrite, Token
from shield.signs.hiding import hides_by_attributes, hides_by_name, is_spoiler_word
from shield.signs.sentences import mentions
from shield.signs.tokens import BRACES

BRACKETS = (
    "gallery|youtube|vimeo|video|audio|playlist|contact-form(?:-7)?|toc|su_[a-z_]+|vc_[a-z_]+|et_pb_[a-z_]+"
)
PICTURES = {"figure", "img", "image", "picture", "include", "asset_img", "fullimage", "responsive_image"}
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
PICTURE_FILE = re.compile(r"[^\s\"'=]+\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)\b", re.IGNORECASE)


def _shortcode(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    """`{{< figure src="a.jpg" >}}`, `{% include figure.html src="a.jpg" %}`: a picture, or named."""
    name = match["hugo"] or match["liquid"]
    attributes = match["hugo_with"] or match["liquid_with"] or ""
    if hides_by_name(name) or is_spoiler_word(name + attributes):
        return match[0]
    if name.lower() in PICTURES and (found := _picture(attributes)):
        return found
    return left_out.command(name)


def _picture(attributes: str) -> str:
    file = attribute(attributes, "src", "path", "url", "image", "image_path", "file")
    found = PICTURE_FILE.search(attributes)
    file = file or (found[0] if found else "")
    if not file:
        return ""
    caption = attribute(attributes, "caption", "title")
    words = attribute(attributes, "alt") or (caption if not mentions(caption) else "")
    return f"\n\n{picture(file, words)}\n\n" + (f"*{caption}*\n\n" if caption and caption != words else "")


def _author_comment(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    return left_out.comment()


def _output(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    """`{{ "/img/a.jpg" | relative_url }}` is its address; `{{ site.url }}` before an address is nothing."""
    if match["address"] is not None:
        return match["address"]
    is_silent = match["variable"].startswith(("site.", "page.", "baseurl", "root"))
    return "" if is_silent else left_out.command(match["variable"])


def _captioned(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    inner = rewrite(match["captioned"]).strip()
    words = " ".join(_PICTURE.sub("", inner).split()).strip("*")
    shown = " ".join(picture[0] for picture in _PICTURE.finditer(inner))
    return f"\n\n{shown}\n\n" + (f"*{words}*\n\n" if words else "")


def _embedded(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    """The address of what was embedded stays, as a link."""
    left_out.player(host(match["embedded"]))
    return f"<{match['embedded']}>"


def _bracket(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    return left_out.command(match["bracket"])


def _wiki_file(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    """`![[poster.jpg|300]]` is a picture, with its width; `![[Another note]]` has no place here."""
    file, label = match["file"].strip(), (match["file_label"] or "").strip()
    if not PICTURE_FILE.fullmatch(file.replace(" ", "_")):
        return left_out.command("![[…]]")
    return picture(file, "" if re.fullmatch(r"\d+(x\d+)?", label) else label)


def _wiki_link(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    return (match["wiki_label"] or match["wiki_page"]).strip()


def _between(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    """The words between tags in brackets that no program here knows: they stay, the tags go."""
    left_out.command(match["pair"])
    return rewrite(match["pair_inner"])


def _program(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    return left_out.command("<?php" if match[0].startswith("<?") else "<%")


def _script_line(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    return left_out.command(match["scripting"])


def _directive(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    return left_out.command(match["directive"])


def _expression(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    """`{"words"}` are words; `{props.title}` is filled by the program."""
    return match["said"][1:-1] if match["said"] is not None else left_out.command("{…}")


def _attributes(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    """kramdown's, unless they hide something."""
    return match[0] if hides_by_attributes(match["attributes"]) else ""


def _nothing(match: Match, left_out: LeftOut, rewrite: Rewrite) -> str:
    return ""


# Of JavaScript in MDX: what `import` names, what `export` holds, what stands in braces.
_QUOTED = r"(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|`[^`{}]{0,300}`)"
_IMPORTED = r"(?:\{[^{}]{0,1000}\}|\*\s+as\s+\w+|\w+(?:\s*,\s*\{[^{}]{0,1000}\})?)"
_BLOCK = rf"\{{(?:[^{{}}]|{BRACES}){{0,2000}}+\}}"
_EXPORTED = (
    rf"(?:const|let|var|default|async|function|class)\b(?:[^\n{{]{{0,300}}{_BLOCK}[^\n]{{0,300}}$|"
    r"[^\n]{0,2000}(?:\n(?![ \t]*$)[^\n]{1,2000}){0,100})|\{[^{}]{0,1000}\}(?:\s+from\s[^\n]{1,300})?;?$"
)
_EXPRESSION = (
    r"children|props|frontmatter|(?!www\.)[A-Za-z_$][\w$]{0,40}(?:\??\.[\w$]{1,40})+(?:\([^(){}\n]{0,100}\))?"
    r"|new\s[^{}\n]{1,200}|[\w.$!]{1,80}\s*(?:&&|\?|\|\|)\s[^{}\n]{1,300}"
)

TOKENS = (
    Token(r"\{%-?\s*comment\s*-?%\}(?:(?!\{%).){0,20000}?\{%-?\s*endcomment\s*-?%\}", _author_comment),
    Token(
        r"\{\{[<%]-?\s*/?\s*(?P<hugo>[A-Za-z][\w./-]{0,40})(?P<hugo_with>[^{}\n]{0,500}?)\s*/?-?[>%]\}\}"
        r"|\{%-?\s*(?P<liquid>[A-Za-z][\w-]{0,40})(?P<liquid_with>[^{}\n]{0,500}?)\s*-?%\}",
        _shortcode,
    ),
    Token(
        r"\{\{-?\s*(?:[\"'](?P<address>[^\"'{}]{0,300})[\"']|(?P<variable>[A-Za-z][\w.]{0,60}))"
        r"\s*(?:\|[^{}\n]{0,200})?-?\}\}",
        _output,
    ),
    Token(
        r"^\[(?://|comment)\d{0,3}\]:[ \t]*(?:#|<>)[ \t]*[(\"'][^\n]{0,5000}[)\"'][ \t]*$", _author_comment
    ),
    Token(r"\{/\*(?:(?!\{/\*).){0,20000}?\*/\}|%%[^%]{1,20000}%%", _author_comment),
    Token(
        r"\[(?:wp_)?caption\b[^\[\]\n]{0,500}\](?P<captioned>(?:(?!\[caption).){0,5000}?)\[/(?:wp_)?caption\]",
        _captioned,
    ),
    Token(r"\[embed\b[^\[\]\n]{0,200}\]\s*(?P<embedded>https?://[^\s\[\]<>]{1,500})\s*\[/embed\]", _embedded),
    Token(rf"\[/?(?P<bracket>{BRACKETS})(?:[ =][^\[\]\n]{{0,500}})?\](?!\(|:)", _bracket),
    Token(
        r"\[(?P<pair>[a-z][\w-]{2,30})(?:[ =][^\[\]\n]{0,300})?\](?!\()"
        r"(?P<pair_inner>(?:(?!\[(?P=pair)\b).){0,5000}?)\[/(?P=pair)\]",
        _between,
    ),
    Token(r"<\?(?:php|=).{0,5000}?\?>|<%[^%]{0,2000}%>", _program),
    Token(r"!\[\[(?P<file>[^\[\]|\n]{1,300})(?:\|(?P<file_label>[^\[\]\n]{0,300}))?\]\]", _wiki_file),
    Token(
        r"\[\[(?P<wiki_page>[^\[\]|\n#]{0,200})(?:#[^\[\]|\n]{0,200})?(?:\|(?P<wiki_label>[^\[\]\n]{1,300}))?\]\]",
        _wiki_link,
    ),
    Token(
        rf"^(?P<scripting>(?-i:import|export))\s+(?:{_IMPORTED}\s+from\s+{_QUOTED};?[ \t]*$|(?:{_EXPORTED}))",
        _script_line,
    ),
    Token(
        rf"(?<![\\%}}\])])\{{(?:[ ]*(?P<said>{_QUOTED})|(?<!\w\{{)[ ]*(?P<expression>{_EXPRESSION}))[ ]*\}}",
        _expression,
    ),
    Token(r"^[ \t]*\.\. (?P<directive>raw|only|index|contents|meta|highlight)::[^\n]{0,300}$", _directive),
    Token(r"[ \t]*\{:[ \t]*(?P<attributes>[^}\n]{0,200})\}", _attributes),
    Token(r"(?<=\S)[ \t]\^(?=[\w-]*[a-z])[\w-]{4,40}$", _nothing),  # Obsidian's names of blocks
)

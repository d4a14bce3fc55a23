"""Convert the fields of each part type to readable Markdown, and back.

Each type has a natural form ("### Actor as Role"). If that would not parse back
to the same fields (a bold label with a colon, a heading of two lines), those
fields go into the marker's attributes instead, and the body is the text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from reviews.document import (
    PART_TYPES,
    Advice,
    Advisory,
    CastNote,
    Opinion,
    Picture,
    Point,
    Section,
    Value,
    Verdict,
)

Fields = dict[str, str]
CAMEO = " (Cameo)"


@dataclass(frozen=True)
class Form:
    """Markdown form of a part type: the `named` fields, then the `text` field."""

    named: tuple[str, ...]
    text: str
    show: Callable[[Fields], str]
    parse: Callable[[str], Fields]

    def write(self, fields: Fields) -> tuple[Fields, str]:
        """(attributes for the marker, body)."""
        natural = self.show(fields)
        if self.parse(natural) == fields:
            return {}, natural
        return {name: fields[name] for name in self.named}, fields[self.text]

    def read(self, attributes: dict[str, str], body: str) -> Fields:
        """The fields; those in `attributes` are removed from there."""
        if not set(self.named) & set(attributes):
            return self.parse(body.strip())
        named = {name: attributes.pop(name) for name in self.named if name in attributes}
        return {**named, self.text: body.strip()}


def _with_heading(heading: str, text: str) -> str:
    return f"{heading}\n\n{text}".strip()


def _show_section(fields: Fields) -> str:
    return _with_heading(f"## {fields['heading']}" if fields["heading"] else "", fields["text"])


def _parse_section(body: str) -> Fields:
    heading, text = _split_heading(body, "## ")
    return {"heading": heading, "text": text}


def _split_heading(body: str, sign: str) -> tuple[str, str]:
    first, _, rest = body.partition("\n")
    return (first[len(sign) :].strip(), rest.strip()) if first.startswith(sign) else ("", body.strip())


def _show_note(fields: Fields) -> str:
    role = f" as {fields['role']}" if fields["role"] else ""
    cameo = CAMEO if fields["cameo"] == "yes" else ""
    return _with_heading(f"### {fields['name']}{role}{cameo}" if fields["name"] else "", fields["text"])


def _parse_note(body: str) -> Fields:
    heading, text = _split_heading(body, "### ")
    cameo = heading.endswith(CAMEO)
    name, _, role = heading.removesuffix(CAMEO).partition(" as ")
    return {"name": name.strip(), "role": role.strip(), "cameo": "yes" if cameo else "no", "text": text}


def _show_labelled(fields: Fields) -> str:
    return f"**{fields['label']}:** {fields['text']}".strip() if fields["label"] else fields["text"]


def _parse_labelled(body: str) -> Fields:
    match = re.match(r"\*\*([^*\n]+):\*\*(?:\s|$)", body)
    label = match[1].strip() if match else ""
    return {"label": label, "text": body[match.end() :].strip() if match else body.strip()}


def _show_point(fields: Fields) -> str:
    return f"- {_show_labelled(fields)}"


def _parse_point(body: str) -> Fields:
    return _parse_labelled(re.sub(r"\A[-*+](\s+|\Z)", "", body))


def _show_verdict(fields: Fields) -> str:
    return _with_heading("## Verdict", _show_labelled(fields))


def _parse_verdict(body: str) -> Fields:
    return _parse_labelled(re.sub(r"\A## Verdict[ \t]*(\n|\Z)", "", body).strip())


def _show_advice(fields: Fields) -> str:
    condition = f"**{fields['condition']}:** " if fields["condition"] else ""
    return f"{condition}{fields['answer']}. {fields['reason']}".strip()


def _parse_advice(body: str) -> Fields:
    match = re.match(r"(?:\*\*([^\n]+?):\*\* )?(yes|no|maybe)\b\.?", body, re.IGNORECASE)
    if not match:
        return {"condition": "", "answer": "", "reason": body}
    condition = (match[1] or "").strip()
    return {"condition": condition, "answer": match[2].lower(), "reason": body[match.end() :].strip()}


def _show_picture(fields: Fields) -> str:
    return _with_heading(f"![{fields['alt']}](image:{fields['image']})", fields["caption"])


def _parse_picture(body: str) -> Fields:
    match = re.match(r"!\[([^\]\n]*)\]\(image:([^)\s]*)\)[ \t]*(?:\n|\Z)", body)
    if not match:
        return {"alt": "", "image": "", "caption": body}
    return {"alt": match[1].strip(), "image": match[2], "caption": body[match.end() :].strip()}


def _show_advisory(fields: Fields) -> str:
    return f"- {_show_labelled({'label': fields['label'], 'text': fields['details']})}"


def _parse_advisory(body: str) -> Fields:
    fields = _parse_point(body)
    return {"label": fields["label"], "details": fields["text"]}


def _show_opinion(fields: Fields) -> str:
    return _with_heading(f"### {fields['name']}" if fields["name"] else "", fields["text"])


def _parse_opinion(body: str) -> Fields:
    name, text = _split_heading(body, "### ")
    return {"name": name, "text": text}


FORMS: dict[type, Form] = {
    Section: Form(("heading",), "text", _show_section, _parse_section),
    CastNote: Form(("name", "role", "cameo"), "text", _show_note, _parse_note),
    Point: Form(("label",), "text", _show_point, _parse_point),
    Advice: Form(("condition", "answer"), "reason", _show_advice, _parse_advice),
    Advisory: Form(("label",), "details", _show_advisory, _parse_advisory),
    Opinion: Form(("name",), "text", _show_opinion, _parse_opinion),
    Picture: Form(("image", "alt"), "caption", _show_picture, _parse_picture),
    Verdict: Form(("label",), "text", _show_verdict, _parse_verdict),
}
# By marker name: part type and its form.
PARTS: dict[str, tuple[type, Form]] = {row.marker: (of, FORMS[of]) for of, row in PART_TYPES.items()}


def marker_only_fields(of: type[Value]) -> tuple[str, ...]:
    """The fields that are always in the marker, because the part's form does not show them."""
    form = FORMS[of]
    elsewhere = {*form.named, form.text, "key", "spoiler", "score"}  # these have attributes of their own
    return tuple(name for name in of.__struct_fields__ if name not in elsewhere)


def has_default(part: Value, field: str) -> bool:
    """Whether a field may be omitted from the marker when it is empty."""
    return next(not info.required for info in msgspec.structs.fields(part) if info.name == field)

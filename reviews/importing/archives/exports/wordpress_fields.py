"""The custom fields of a post of WordPress: scores, films, warnings; others are named, private ones not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from reviews.importing.formats import Note
from reviews.importing.formats.post_fields.spellings import NAMES, is_spoiler_field, normal_name
from reviews.importing.formats.spoilers import speaks_of_spoilers

UNUSED = "Custom fields of the post have no place here and were left out: {}."
MAX_NAMES = 12
# Scores of plugins, and their maximum.
_PLUGIN_SCORES = {
    "_yasr_overall_rating": 5,
    "yasr_overall_rating": 5,
    "_bsf_rating": 5,
    "wpcr3_review_rating": 5,
    "rank_math_snippet_review_rating_value": 5,
    "taq_review_score": 100,
}
_WP_REVIEW = {"star": 5, "point": 10, "percentage": 100}
_READ = {name for of in ("film", "year", "scores", "maximum", "language") for name in NAMES[of]}
_WARNINGS = {"content warning", "content warnings", "trigger warning", "trigger warnings"}
_SCORE_FIELDS = ("rating", "score", "grade")  # for front matter: a score each


@dataclass
class CustomFields:
    """`front`: for front matter. `warnings`: of content. `unused`: names of fields that are not private."""

    front: dict[str, object] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    def notes(self) -> Iterator[Note]:
        if self.unused:
            names = ", ".join(dict.fromkeys(self.unused[:MAX_NAMES]))
            yield Note("warning", UNUSED.format(names))


def custom_fields(meta: dict[str, str]) -> CustomFields:
    """What the fields of a post say, by their names in WordPress."""
    fields = CustomFields()
    scores = list(dict.fromkeys(_plugin_scores(meta)))
    fields.front |= dict(zip(_SCORE_FIELDS, scores, strict=False))
    for key, value in meta.items():
        name = normal_name(key)
        if is_spoiler_field(name) or (name in _WARNINGS and speaks_of_spoilers(value)):
            fields.front[name] = value
        elif key.startswith(("_", "wp_review_")) or key in _PLUGIN_SCORES:
            continue
        elif name in _WARNINGS:
            fields.warnings.append(value)
        elif name in _READ:
            fields.front.setdefault(name, value)
        else:
            fields.unused.append(key)
    return fields


def _plugin_scores(meta: dict[str, str]) -> Iterator[str]:
    maxima = _PLUGIN_SCORES | {"wp_review_total": _WP_REVIEW.get(meta.get("wp_review_type", ""), 0)}
    for key, maximum in maxima.items():
        yield from _score(meta.get(key, ""), maximum)


def _score(value: str, maximum: int) -> Iterator[str]:
    """“3.5/5”; nothing for zero, which stands where nobody gave a score."""
    try:
        number = Decimal(value[:12])
    except InvalidOperation:
        return
    if 0 < number <= maximum:
        yield f"{number.normalize():f}/{maximum}"

"""The radio buttons that answer why a section of a kind that usually spoils is safe; what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from reviews.models import SAFE_ANSWERS, WaiverKind
from reviews.workflow import SafeAnswer

PREFIX = "safe-"  # of the names of these inputs
RADIO = f"{PREFIX}answer-"  # before the hash of a finding: the name of its radio buttons
REASON = f"{PREFIX}reason-"  # likewise, of the field beside them


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class SafeQuestion:
    """`radio` and `reason_field` are names of inputs; `reason` is what was typed."""

    radio: str
    options: tuple[Option, ...]
    reason_field: str
    reason: str


def safe_question(hash: str, form_values: Mapping[str, str]) -> SafeQuestion:
    """The question of a finding, with what a refused form sent."""
    radio, reason_field = f"{RADIO}{hash}", f"{REASON}{hash}"
    chosen = form_values.get(radio)
    options = tuple(Option(kind.value, str(kind.label), kind.value == chosen) for kind in SAFE_ANSWERS)
    return SafeQuestion(radio, options, reason_field, form_values.get(reason_field, ""))


def safe_answers(posted: QueryDict) -> dict[str, SafeAnswer]:
    """The chosen answers, by the hash of the finding. A reason beside no choice answers nothing."""
    chosen = {
        name.removeprefix(RADIO): WaiverKind(value)
        for name, value in posted.items()
        if name.startswith(RADIO) and value in SAFE_ANSWERS
    }
    return {hash: SafeAnswer(kind, _reason(posted, hash)) for hash, kind in chosen.items()}


def _reason(posted: QueryDict, hash: str) -> str:
    """As typed, without NUL characters, which PostgreSQL cannot store."""
    return posted.get(f"{REASON}{hash}", "").replace("\0", "")

"""A choice field for scores on a scale."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ratings.models import Scale
from reviews.public.scores import score_view


def scale_of(draft) -> Scale | None:
    """The scale of a draft: its own, else the current one."""
    return (draft.scale if draft and draft.scale_id else None) or Scale.objects.current()


def steps_of(scale: Scale | None) -> list[tuple[int, str]]:
    """The choices of a scale: (7, "3½ of 5: good")."""
    if not scale:
        return []
    values = range(scale.maximum * scale.divisions + 1)
    return [(value, _step(scale, value, scale.words.get(value, ""))) for value in values]


def _step(scale: Scale, value: int, word: str) -> str:
    shown = score_view(value, scale.maximum, scale.divisions, word).shown
    of = _("%(shown)s of %(maximum)s") % {"shown": shown, "maximum": scale.maximum}
    return f"{of}: {word}" if word else str(of)


def score_field(steps, *, required: bool) -> forms.Field:
    return forms.TypedChoiceField(
        label=_("Score"),
        choices=[("", _("None")), *steps],
        coerce=int,
        empty_value=None,
        required=required,
    )

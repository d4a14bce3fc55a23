"""What was typed into a step that was refused: kept over the redirect, and shown once more."""

from django import forms

KEY = "desk.typed"
# Those whose pages ask `last`, as the form of a draft does for its own buttons.
STEPS = ("approve", "request-changes", "tighten", "share")
SIDE = ("reschedule", "unschedule", "rename", "embargo", "lift-embargo")  # beside the form of a draft
PLACES = ("back", "next", "csrfmiddlewaretoken")


def remember(request, review: int, step: str, *, only: str = "") -> None:
    """Keep what was sent, or of it what has a name that begins with `only`."""
    values = {
        name: value for name, value in request.POST.items() if name not in PLACES and name.startswith(only)
    }
    store(request, review, step, values)


def store(request, review: int, step: str, values: dict[str, str]) -> None:
    """Keep these values of a step; of what begins a review, which has no number yet, under 0."""
    request.session[KEY] = {"step": [review, step], "values": values}


def recall(request, review: int, *steps: str) -> tuple[str, dict[str, str]]:
    """The step of this review that was refused last, with what was typed into it; then forgotten."""
    kept = request.session.get(KEY)
    if not kept or kept["step"][0] != review or kept["step"][1] not in steps:
        return "", {}
    del request.session[KEY]
    return kept["step"][1], kept["values"]


def fill_form(form: forms.Form, values: dict[str, str]) -> None:
    """Into the fields that somebody types in: what the page itself says stands as the page knows it now."""
    for field in form.visible_fields():
        if field.name in values:
            form.initial[field.name] = field.field.widget.value_from_datadict(values, {}, field.name)

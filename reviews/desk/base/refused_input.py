"""The form input of a refused step: kept in the session over the redirect, to fill the form again."""

from django import forms

SESSION_KEY = "desk.typed"
# Their own pages call `recall`.
PAGE_STEPS = ("approve", "request-changes", "tighten", "share", "take-down", "common-knowledge")
SIDE_STEPS = ("reschedule", "unschedule", "rename", "embargo", "lift-embargo")  # beside the form of a draft
NOT_INPUT = ("back", "next", "csrfmiddlewaretoken", "sure")  # a consent is asked for anew


def remember(request, review: int, step: str, *, prefix: str | tuple[str, ...] = "") -> None:
    """Store the POST data of a step, or only the fields whose names begin with `prefix`, or one of these."""
    values = {
        name: value
        for name, value in request.POST.items()
        if name not in NOT_INPUT and name.startswith(prefix)
    }
    store(request, review, step, values)


def store(request, review: int, step: str, values: dict[str, str]) -> None:
    """Store the values of a step. `review` is 0 for a review that is not created yet."""
    request.session[SESSION_KEY] = {"step": [review, step], "values": values}


def recall(request, review: int, *steps: str, keep: bool = False) -> tuple[str, dict[str, str]]:
    """The refused step of this review, if it is one of `steps`, with its input; removed from the session.

    `keep`: for the next page too, where this one is the answer to a form that had errors.
    """
    refused = request.session.get(SESSION_KEY)
    if not refused or refused["step"][0] != review or refused["step"][1] not in steps:
        return "", {}
    if not keep:
        del request.session[SESSION_KEY]
    return refused["step"][1], refused["values"]


def fill_form(form: forms.Form, values: dict[str, str]) -> None:
    """Set the initial values of visible fields. Hidden ones keep what the page sets: it is newer."""
    for field in form.visible_fields():
        if field.name in values:
            form.initial[field.name] = field.field.widget.value_from_datadict(values, {}, field.name)

"""`MarkdownField`, the model field of a Markdown text; `check`, for texts that come in otherwise."""

from typing import Any

from django.db import models

from shield.markdown import full, passages, safe
from shield.marks import has_hidden

SHORT, FEW_LINES, FEW_SIGNS = 5_000, 400, 20  # a text within these takes too few steps to be refused


def check(text: str) -> None:
    """Raise TooComplex for a text that cannot become a page."""
    is_plain = text.count("[") <= FEW_SIGNS and text.count("|") <= FEW_SIGNS
    if len(text) > SHORT or text.count("\n") > FEW_LINES or not is_plain:
        for render in (full, safe, passages) if has_hidden(text) else (full,):
            render(text, "d")


class MarkdownField(models.TextField):
    """A TextField of Markdown: forms refuse what is `TooComplex`.

    Deconstructs as a `TextField`, so that migrations import nothing from here.
    """

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        check(value or "")

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.TextField", args, options

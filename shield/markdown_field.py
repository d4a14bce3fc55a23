"""`MarkdownField`, the model field of a Markdown text; `check`, for texts that come in otherwise."""

from typing import Any

from django.db import models

from shield.markdown import full
from shield.markdown_limits import MAX_DEPTH


def check(text: str) -> None:
    """Raise TooComplex for a text that cannot become a page. With few brackets and no table it always can."""
    if text.count("[") > MAX_DEPTH or text.count("|") > MAX_DEPTH:
        full(text, "d")


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

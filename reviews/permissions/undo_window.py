from datetime import timedelta

from django.conf import settings

DEFAULT_UNDO_SECONDS = 60  # of the setting UNDO_SECONDS


def undo_window() -> timedelta:
    """How long after an approval it can be undone; until then nothing of it is public or mailed.

    Setting UNDO_SECONDS; `reviews.workflow.deciding` undoes.
    """
    return timedelta(seconds=settings.UNDO_SECONDS)

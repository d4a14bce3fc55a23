"""Telling people: an inbox at the desk as the truth, and mail for those who want it.

`tell` is called for every line of the record, in the transaction of its step.
`people` says who is told of which step, `words` what they read, `mail` sends.
"""

from reviews.notifications.notify import notify

__all__ = ["notify"]

"""Notifications: `Notice` rows, shown in each user's inbox in the admin, and optional mail of them.

`notify` runs for every audit log entry, in the transaction of its step.
`recipients` decides who is notified of which step, `texts` what a notice
says, `mail` sends.
"""

from reviews.notifications.notify import notify

__all__ = ["notify"]

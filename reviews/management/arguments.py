"""What the commands on reviews share: finding a review and a person, and printing one summary."""

import json
from datetime import datetime

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from reviews import local_time
from reviews.models import Review
from reviews.permissions.access import Act, may


def get_person(username: str) -> User:
    found = User.objects.filter(username=username, is_active=True).first()
    if not found:
        raise CommandError(f"No active account is called “{username}”.")
    return found


def get_review(slug: str) -> Review:
    found = Review.objects.at_address(slug)
    if not found:
        raise CommandError(f"No review has the address “{slug}”.")
    return found


def allowed(user: User, act: Act, review: Review | None = None) -> User:
    """The same permission that the admin asks for."""
    if not may(user, act, review):
        raise CommandError(f"{user} may not do this: {act}.")
    return user


def open_submission(review: Review):
    found = review.submissions.open().for_screen().first()
    if not found:
        raise CommandError(f"“{review.slug}” has no submission waiting for a decision.")
    return found


def parse_moment(text: str | None) -> datetime | None:
    """An ISO 8601 moment; without an offset, in the house's own zone."""
    if not text:
        return None
    try:
        return local_time.parse_local(text)
    except local_time.InvalidLocalTime as unclear:
        raise CommandError(f"{unclear} Write it with its offset, like 2026-06-06T18:00+02:00.") from unclear
    except ValueError as error:
        raise CommandError(f"“{text}” is no moment in time. Write it like 2026-06-06T18:00+02:00.") from error


def print_summary(command, values: dict, sentence: str, *, as_json: bool) -> None:
    command.stdout.write(
        json.dumps(values, ensure_ascii=False, indent=2, default=str) if as_json else sentence
    )


def json_option(parser) -> None:
    parser.add_argument("--json", action="store_true", help="print what was made as JSON")

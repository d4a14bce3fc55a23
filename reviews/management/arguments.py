"""Helpers of the management commands: look up arguments, check permissions, print the summary."""

import json
from datetime import datetime

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from reviews import local_time
from reviews.models import Erasure, Review
from reviews.permissions.access import Act, may


def get_user(username: str) -> User:
    user = User.objects.filter(username=username, is_active=True).first()
    if not user:
        raise CommandError(f"No active account is called “{username}”.")
    return user


def get_review(slug: str) -> Review:
    review = Review.objects.at_address(slug)
    if not review:
        raise CommandError(f"No review has the address “{slug}”.")
    if Erasure.objects.filter(review=review).exists():
        raise CommandError(f"The review at “{slug}” was erased by order.")
    return review


def allowed(user: User, act: Act, review: Review | None = None) -> User:
    """The user, if they have the permission that the admin requires too; else CommandError."""
    if not may(user, act, review):
        raise CommandError(f"{user} may not do this: {act}.")
    return user


def open_submission(review: Review):
    submission = review.submissions.open().for_screen().first()
    if not submission:
        raise CommandError(f"“{review.slug}” has no submission waiting for a decision.")
    return submission


def parse_moment(text: str | None) -> datetime | None:
    """Parse an ISO 8601 datetime; without an offset, in TIME_ZONE."""
    if not text:
        return None
    try:
        return local_time.parse_local(text)
    except local_time.InvalidLocalTime as error:
        raise CommandError(f"{error} Write it with its offset, like 2026-06-06T18:00+02:00.") from error
    except ValueError as error:
        raise CommandError(f"“{text}” is no moment in time. Write it like 2026-06-06T18:00+02:00.") from error


def print_summary(command, values: dict, sentence: str, *, as_json: bool) -> None:
    command.stdout.write(
        json.dumps(values, ensure_ascii=False, indent=2, default=str) if as_json else sentence
    )


def json_option(parser) -> None:
    parser.add_argument("--json", action="store_true", help="print what was made as JSON")


def require_typed(question: str, expected: str) -> None:
    """Ask on the terminal; CommandError unless exactly `expected` is typed."""
    try:
        answer = input(question)
    except EOFError:
        answer = ""
    if answer.strip() != expected:
        raise CommandError("Nothing was erased. Type it exactly, or give --yes.")

"""Parse whole numbers from untrusted text: URLs, forms, documents."""

MAX_PRIMARY_KEY = 2**63 - 1  # of a BigAutoField; SQLite's driver cannot even query for more
MAX_POSITIVE_INTEGER = 2**31 - 1  # of a PositiveIntegerField on PostgreSQL
MAX_DIGITS = len(str(MAX_PRIMARY_KEY))


def whole_number(text: str | None, maximum: int = MAX_PRIMARY_KEY) -> int | None:
    """The number from 0 to `maximum` that `text` is in ASCII digits; None for anything else.

    Unlike `int`, without signs, spaces, underscores and digits of other
    scripts, and without parsing text longer than the largest number.
    """
    is_number = bool(text) and text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS
    number = int(text) if is_number else None
    return number if number is not None and number <= maximum else None

"""Whole numbers as text: read from addresses, forms and documents, where anybody may have typed them."""

LARGEST = 2**63 - 1  # of a primary key; SQLite's driver cannot even ask about more
LARGEST_OF_A_COUNT = 2**31 - 1  # of Django's PositiveIntegerField: PostgreSQL stores no more
DIGITS = len(str(LARGEST))


def whole_number(text: str | None, most: int = LARGEST) -> int | None:
    """The number that `text` writes in ASCII digits, from 0 to `most`; None for anything else.

    Neither signs, spaces nor underscores, which `int` takes, nor the digits of
    other scripts, and nothing longer than the largest number.
    """
    is_written = bool(text) and text.isascii() and text.isdigit() and len(text) <= DIGITS
    number = int(text) if is_written else None
    return number if number is not None and number <= most else None

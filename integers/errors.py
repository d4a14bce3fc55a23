"""What is said of a number that no column of a database holds."""


def is_out_of_range(error: OverflowError) -> bool:
    """Whether SQLite's driver refused to ask about a number. PostgreSQL's asks, and nothing is found."""
    return "SQLite INTEGER" in str(error)

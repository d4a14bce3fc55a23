"""Recognise the database error for a number beyond the range of a column."""


def is_out_of_range(error: OverflowError) -> bool:
    """Whether SQLite's driver refused a number in a query. PostgreSQL accepts it, and finds no row."""
    return "SQLite INTEGER" in str(error)

"""Path converter for numbers in URLs."""

from integers import MAX_PRIMARY_KEY, whole_number


class WholeNumber:
    """`<number:pk>`: a whole number up to the largest primary key; a larger one is a 404.

    Django's own `int` converter takes any number of digits, and the database then raises an error.
    """

    regex = "[0-9]+"

    def to_python(self, value: str) -> int:
        number = whole_number(value, MAX_PRIMARY_KEY)
        if number is None:
            raise ValueError("no number of a row")
        return number

    def to_url(self, value: int) -> str:
        return str(value)

"""Path converters for numbers in addresses."""

from integers import LARGEST, whole_number


class WholeNumber:
    """`<number:pk>`: a primary key or another number of a row. No row has a larger one: that is not found.

    Django's own `int` takes any number of digits, and hands them to the database.
    """

    regex = "[0-9]+"

    def to_python(self, value: str) -> int:
        number = whole_number(value, LARGEST)
        if number is None:
            raise ValueError("no number of a row")
        return number

    def to_url(self, value: int) -> str:
        return str(value)

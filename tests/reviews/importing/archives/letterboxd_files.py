"""Tables of a Letterboxd export."""

REVIEWS = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date"
DIARY = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Tags,Watched Date"


def table(*rows, columns=REVIEWS):
    return "".join(f"{row}\r\n" for row in (columns, *rows)).encode()

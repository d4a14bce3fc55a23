"""What a page of a copy says of itself, besides what the page says: that it is a copy; `noindex`."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime

NOINDEX = '<meta name="robots" content="noindex">\n'
END_OF_FOOTER = "</footer>"


def with_copy_note(html: str, *, original: str, at: str, is_spoiler: bool) -> str:
    """With a sentence at the foot. `at`: the moment in ISO 8601; `original`: empty for no link."""
    shown = date_format(localtime(datetime.fromisoformat(at)), "j F Y, H:i")
    context = {"original": original, "at": at, "shown": shown, "is_spoiler": is_spoiler}
    before, end, after = html.rpartition(END_OF_FOOTER)
    return f"{before}{render_to_string('pages/_copy_note.html', context)}{end}{after}" if end else html


def with_noindex(html: str) -> str:
    """For search engines, wherever the host sends no header of ours. Also of a passage without a head."""
    if "noindex" in html.partition("</head>")[0]:
        return html
    before, end, after = html.partition("</head>")
    return f"{before}{NOINDEX}{end}{after}" if end else f"{NOINDEX}{html}"

"""Rewrite the links of feeds, sitemaps, robots.txt: absolute URLs, wherever they stand in the text."""

import re

from reviewsite.pages.export.links_in_html import Follow
from reviewsite.pages.export.places import Copy

AT_END = ".,;:!?"  # ends the sentence, not the URL


def rewrite_text(copy: Copy, text: str, page: str, follow: Follow) -> str:
    def rewritten(match: re.Match) -> str:
        link = match[0].rstrip(AT_END)
        place = copy.place(link, page)
        if not place:
            return match[0]
        follow(link, place)
        new = copy.absolute(place) if match[1] else copy.url
        return new + match[0][len(link) :]

    url = re.compile(rf"""{re.escape(copy.origin)}(/[^\s"'<>&\\)]*)?(?![-.:\w])""")
    return url.sub(rewritten, text)

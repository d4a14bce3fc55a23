"""The headline of a page, told from the name of its site; and the articles of a page that lists several."""

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

from reviews.importing.formats import Note

SEVERAL = (
    "The page holds {} articles; one of them is read. Import each from a page of its own; the others: {}."
)
UNNAMED = "without a headline"
MAX_NAMED = 6
HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
LEAST_OF_LONGEST = 0.3  # of letters, below which an article is a teaser
_SITE = ("og:site_name", "application-name")
_SITE_NAME = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{1,60}$")
_DIVIDER = re.compile(r"\s*[:|–—·»-]\s+")
_FEED = re.compile(r"\s*[-–—»|:]?\s*\b(?:Atom|RSS|Feed)\b.*$", re.IGNORECASE)
_POST_TITLES = ".entry-title, .post-title, [itemprop=headline], .p-name"


def take_headline(soup: BeautifulSoup) -> str:
    """Of a page: its first large heading, else that of its post, else its title.

    A large heading that is the name of the site is none, and taken out.
    """
    title, names = _text(soup.title), _site_names(soup)
    first = next((tag for tag in soup.find_all("h1") if _text(tag)), None)
    site = _text(first)
    if first is not None:
        if site not in names and not _names_site(first, title, soup):
            return site
        first.decompose()
    for tag in soup.select(_POST_TITLES):
        if _text(tag) and _text(tag) not in names:
            return _text(tag)
    for name in filter(None, (site, *names)):
        if rest := _after(name, title):
            return rest
    return _SITE_NAME.sub("", title) or site


def _names_site(heading: Tag, title: str, soup: BeautifulSoup) -> bool:
    """Whether a heading begins the title of the page, and the rest of that is another heading."""
    rest = _after(_text(heading), title)
    if not rest:
        return False
    is_link_home = heading.find("a") is not None and not heading.find_parent(["article", "main"])
    return is_link_home or any(_text(tag) == rest for tag in soup.find_all(["h2", "h3", "h4"]))


def _after(name: str, title: str) -> str:
    """What a page's title says after the name of its site and a divider: “My Blog: Nine bridges”."""
    divider = _DIVIDER.match(title, len(name)) if title.startswith(name) else None
    return title[divider.end() :].strip() if divider else ""


def _site_names(soup: BeautifulSoup) -> list[str]:
    meta = [tag for tag in soup.find_all("meta") if (tag.get("property") or tag.get("name")) in _SITE]
    names = [str(tag.get("content") or "") for tag in meta]
    names += [_text(tag) for tag in soup.find_all("a", rel="home")]
    feeds = [tag for tag in soup.find_all("link", title=True) if "xml" in str(tag.get("type"))]
    return [name for name in (*names, *(_FEED.sub("", str(feed["title"])) for feed in feeds)) if name]


def _text(tag: Tag | None) -> str:
    return " ".join(tag.get_text(" ").split()) if tag is not None else ""


def with_headline(article: Tag, headline: str) -> bool:
    """Whether a heading of the article is the headline, which is then its largest."""
    for tag in article.find_all(["h1", "h2", "h3", "h4"]):
        if tag.name == "h1" or _text(tag) == headline:
            tag.name = "h1"
            return True
    return False


def note_on_articles(body: Tag, read: Tag) -> list[Note]:
    """A note that names the other articles of a page, if they are no teasers."""
    articles = [tag for tag in body.find_all("article") if not tag.find_parent("article")]
    longest = max((len(tag.get_text()) for tag in articles), default=0)
    whole = [tag for tag in articles if len(tag.get_text()) >= LEAST_OF_LONGEST * longest]
    others = [tag for tag in whole if tag is not read and read not in tag.descendants]
    if len(whole) < 2 or len(others) == len(whole) or not others:
        return []
    names = [_text(tag.find(HEADINGS))[:80] for tag in others[:MAX_NAMED]]
    named = "; ".join(f"“{name}”" if name else UNNAMED for name in names)
    return [Note("warning", SEVERAL.format(len(whole), named))]

"""Links in the footer of public pages."""

from pagecache.recording import made_of
from reviews.public.page_values import LinkView
from reviewsite.pages.models import FOOTER, Page


def footer_links() -> tuple[LinkView, ...]:
    """Links to the pages with `in_footer`. One query."""
    made_of(FOOTER)
    return tuple(LinkView(page.title, page.get_absolute_url()) for page in Page.objects.of_footer())

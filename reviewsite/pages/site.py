"""What stands around every public page."""

from reviews.public.reader import LinkView
from reviewsite.pages.models import Page
from reviewsite.pages.reader import SiteView


def site_view() -> SiteView:
    """One query."""
    pages = Page.objects.of_footer()
    return SiteView(footer=tuple(LinkView(page.title, page.get_absolute_url()) for page in pages))

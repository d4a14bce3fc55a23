"""Links in the footer of public pages."""

from reviews.public.page_values import LinkView
from reviewsite.pages.models import Page


def footer_links() -> tuple[LinkView, ...]:
    """Links to the pages with `in_footer`. One query."""
    return tuple(LinkView(page.title, page.get_absolute_url()) for page in Page.objects.of_footer())

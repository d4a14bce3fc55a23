"""What stands around every public page."""

from reviews.public.page_values import LinkView
from reviewsite.pages.models import Page


def footer_links() -> tuple[LinkView, ...]:
    """The editable pages that the foot of every page leads to. One query."""
    return tuple(LinkView(page.title, page.get_absolute_url()) for page in Page.objects.of_footer())

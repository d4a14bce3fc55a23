"""The pages that the house writes about itself."""

from reviewsite.pages.models import Page
from reviewsite.pages.reader import TextPageView
from reviewsite.pages.values.small import text


def page_view(page: Page) -> TextPageView:
    return TextPageView(
        url=page.get_absolute_url(),
        title=page.title,
        dek=page.dek,
        html=text(page.text),
        changed=page.changed_at,
    )

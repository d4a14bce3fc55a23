"""Values of static pages."""

from reviewsite.pages.models import Page
from reviewsite.pages.page_values import TextPageView
from reviewsite.pages.values.lines import text
from shield.markdown import safe_text


def page_view(page: Page) -> TextPageView:
    return TextPageView(
        url=page.get_absolute_url(),
        title=page.title,
        dek=safe_text(page.dek),
        html=text(page.text),
        changed=page.changed_at,
    )

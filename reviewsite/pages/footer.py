"""The footer of public pages."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pagecache.fragments import fragment
from pagecache.recording import made_of
from reviews.public.page_values import LinkView
from reviewsite.pages.models import FOOTER, Page


def footer_html() -> SafeString:
    """With links to the pages that have `in_footer`. One query, unless it is kept."""
    return fragment("footer", SafeString, _footer)


def _footer() -> SafeString:
    made_of(FOOTER)
    links = [LinkView(page.title, page.get_absolute_url()) for page in Page.objects.of_footer()]
    return render_to_string("_footer.html", {"links": links})

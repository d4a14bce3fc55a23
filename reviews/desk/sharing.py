"""The preview links of a review: who has one, of what, until when; making one, ending one."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.desk import step_forms, typed
from reviews.desk.seeing import draft_seen_by, page, require
from reviews.desk.state import Mark

USUAL = timedelta(days=7)  # that a link lives, unless another end is chosen


def previews(request, pk):
    draft = draft_seen_by(request.user, pk, opens=False)
    require(request.user, "share", draft.review)
    links = list(draft.review.preview_links.for_screen().prefetch_related("previews"))
    for link in links:
        link.mark = _mark(link)
        link.address = f"{settings.SITE_URL}{link.get_absolute_url()}"
    context = {"draft": draft, "links": links, "form": _form(request, draft)}
    return page(request, "reviews/desk/previews.html", context, title=_("Preview links"))


def _form(request, draft) -> step_forms.ShareForm:
    numbers = list(draft.review.revisions.values_list("number", flat=True))
    until = (timezone.localtime() + USUAL).replace(minute=0, second=0, microsecond=0)
    form = step_forms.ShareForm(numbers=numbers, initial={"revision": numbers[0], "until": until})
    _step, values = typed.last(request, draft.pk, "share")
    typed.fill(form, values)
    return form


def _mark(link) -> Mark:
    if link.ended_at:
        return Mark(_("ended"), "stop")
    if link.until <= timezone.now():
        return Mark(_("over"))
    return Mark(_("open"), "ok")

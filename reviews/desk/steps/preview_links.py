"""The preview links of a review, with forms to make one and to end one."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from reviews.desk.base import refused_input
from reviews.desk.base.guards import desk_page, get_draft_or_404, require_permission
from reviews.desk.base.review_state import Badge
from reviews.desk.steps import step_forms

DEFAULT_LIFETIME = timedelta(days=7)


def preview_links(request, pk):
    draft = get_draft_or_404(request.user, pk, shows_text=False)
    require_permission(request.user, "share", draft.review)
    links = list(draft.review.preview_links.for_screen().prefetch_related("previews"))
    for link in links:
        link.badge = _badge(link)
        link.address = f"{settings.SITE_URL}{link.get_absolute_url()}"
    context = {"draft": draft, "links": links, "form": _form(request, draft)}
    return desk_page(request, "reviews/desk/steps/preview_links.html", context, title=_("Preview links"))


def _form(request, draft) -> step_forms.ShareForm:
    numbers = list(draft.review.revisions.values_list("number", flat=True))
    until = (timezone.localtime() + DEFAULT_LIFETIME).replace(minute=0, second=0, microsecond=0)
    form = step_forms.ShareForm(numbers=numbers, initial={"revision": numbers[0], "until": until})
    _step, values = refused_input.recall(request, draft.pk, "share")
    refused_input.fill_form(form, values)
    return form


def _badge(link) -> Badge:
    if link.ended_at:
        return Badge(_("ended"), "stop")
    if link.until <= timezone.now():
        return Badge(_("over"))
    return Badge(_("open"), "ok")

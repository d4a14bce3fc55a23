"""The preview links of a review, with forms to make one and to end one."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from integers import whole_number
from reviews.desk.base import refused_input
from reviews.desk.base.guards import desk_page, get_draft_or_404, require_permission
from reviews.desk.base.review_state import Badge
from reviews.desk.steps import step_forms
from reviews.workflow.stale_screens import live_number

DEFAULT_LIFETIME = timedelta(days=7)


def preview_links(request, pk):
    draft = get_draft_or_404(request.user, pk, shows_text=False)
    require_permission(request.user, "share", draft.review)
    links = list(draft.review.preview_links.for_screen().prefetch_related("previews"))
    for link in links:
        link.badge = _badge(link)
        link.address = f"{settings.SITE_URL}{link.get_absolute_url()}"
    context = {"draft": draft, "links": links, "form": _form(request, draft, links)}
    return desk_page(request, "reviews/desk/steps/preview_links.html", context, title=_("Preview links"))


def _form(request, draft, links) -> step_forms.ShareForm:
    """The form for a link; `?again=` fills it with the recipient and text of an earlier one."""
    numbers = list(draft.review.revisions.values_list("number", flat=True))
    until = (timezone.localtime() + DEFAULT_LIFETIME).replace(minute=0, second=0, microsecond=0)
    again = whole_number(request.GET.get("again"))
    initial = next((_values(link) for link in links if link.pk == again), {"revision": numbers[0]})
    initial |= {"until": until, "shown_live": live_number(draft.review)}
    form = step_forms.ShareForm(numbers=numbers, initial=initial)
    _step, values = refused_input.recall(request, draft.pk, "share")
    refused_input.fill_form(form, values)
    return form


def _values(link) -> dict:
    return {"recipient": link.recipient, "revision": link.revision.number, "is_full": link.is_full}


def _badge(link) -> Badge:
    """Its state; `link.suspended` says why it is suspended, if it is."""
    link.suspended = _why_suspended(link)
    if link.suspended:
        return Badge(_("suspended"), "warn")
    if link.ended_at:
        return Badge(_("ended"), "stop")
    if link.until <= timezone.now():
        return Badge(_("over"))
    return Badge(_("leads to the public page") if link.leads_to_page else _("open"), "ok")


def _why_suspended(link) -> str:
    if link.was_taken_down:
        return _("The review was taken down.")
    if not link.ended_at and link.until > timezone.now() and not link.made_by.is_active:
        return _("The account that made it was closed.")
    return ""

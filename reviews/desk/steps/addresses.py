"""The page of a review's former addresses, where a chief retires one."""

from django.utils.translation import gettext as _

from reviews.desk.base.guards import desk_page, get_draft_or_404, require_permission
from reviews.desk.steps import step_forms


def addresses(request, pk):
    draft = get_draft_or_404(request.user, pk, shows_text=False)
    require_permission(request.user, "waive", draft.review)
    formers = list(draft.review.former_slugs.left().order_by("slug"))
    for former in formers:
        form = step_forms.RetireAddressForm(initial={"address": former.pk}, auto_id=f"retire-{former.pk}-%s")
        former.form = form
    context = {"draft": draft, "formers": formers}
    return desk_page(request, "reviews/desk/steps/addresses.html", context, title=_("Former addresses"))

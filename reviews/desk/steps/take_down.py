"""The confirmation page before a review is taken down."""

from django.utils.translation import gettext as _

from reviews.desk.base.guards import desk_page, get_draft_or_404, require_permission
from reviews.desk.steps import step_forms


def confirm_take_down(request, pk):
    draft = get_draft_or_404(request.user, pk, shows_text=False)
    require_permission(request.user, "take down", draft.review)
    context = {
        "draft": draft,
        "live": draft.review.editions.live().first(),
        "form": step_forms.TakeDownForm(),
    }
    return desk_page(request, "reviews/desk/steps/take_down.html", context, title=_("Take down"))

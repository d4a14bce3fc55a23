"""The page that asks once more before a review is taken off the web."""

from django.utils.translation import gettext as _

from reviews.desk import step_forms
from reviews.desk.seeing import draft_seen_by, page, require


def confirm(request, pk):
    draft = draft_seen_by(request.user, pk, opens=False)
    require(request.user, "take down", draft.review)
    context = {
        "draft": draft,
        "live": draft.review.editions.live().first(),
        "form": step_forms.TakeDownForm(),
    }
    return page(request, "reviews/desk/take_down.html", context, title=_("Take down"))

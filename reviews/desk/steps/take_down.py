"""The confirmation page before a review is taken down, also after it was refused for another edition."""

from django.utils.translation import gettext as _

from reviews.desk.base import refused_input
from reviews.desk.base.guards import desk_page, get_draft_or_404, require_permission
from reviews.desk.steps import step_forms


def confirm_take_down(request, pk):
    draft = get_draft_or_404(request.user, pk, shows_text=False)
    require_permission(request.user, "take down", draft.review)
    editions = draft.review.editions.defer("safe")
    live, coming = editions.live().first(), editions.upcoming().first()
    context = {"draft": draft, "live": live, "coming": coming, "form": _form(request, draft, live, coming)}
    return desk_page(request, "reviews/desk/steps/take_down.html", context, title=_("Take down"))


def _form(request, draft, live, coming) -> step_forms.TakeDownForm:
    shown = {"shown_live": live and live.number, "shown_coming": coming and coming.number}
    form = step_forms.TakeDownForm(initial=shown)
    _step, values = refused_input.recall(request, draft.pk, "take-down")
    refused_input.fill_form(form, values)
    return form

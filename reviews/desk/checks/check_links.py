"""Start the link check of a review from the desk. It runs as a task, never as part of a save."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reviews.checks.link_checker.tasks import check_links_of_review
from reviews.desk.base.guards import get_draft_or_404
from reviews.permissions.access import may


@require_POST
def check_links(request, pk):
    """For those who may edit the review or decide on it."""
    draft = get_draft_or_404(request.user, pk, shows_text=False)
    if not (may(request.user, "edit", draft.review) or may(request.user, "decide", draft.review)):
        raise PermissionDenied
    check_links_of_review.enqueue(draft.pk)
    messages.info(request, _("The links of this review are being checked, as last saved and as live."))
    back = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return redirect(back if is_ours else reverse("admin:reviews_draft_change", args=[draft.pk]))

"""The page of a review's old addresses: those that it had at another site, one a line."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reviews import workflow
from reviews.desk.base.guards import desk_page, get_draft_or_404, require_permission
from reviews.desk.steps.shown_fields import ShownText, shown_in
from reviews.workflow.addresses.old_addresses import old_addresses_of


class OldAddressesForm(forms.Form):
    addresses = forms.CharField(
        label=gettext_lazy("Old addresses, one a line"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=gettext_lazy("“/2016/03/a-film/”, “https://pier.example/?p=123”. The host does not count."),
    )
    shown_old_addresses = ShownText()

    def clean_shown_old_addresses(self):
        return "\n".join((self.cleaned_data["shown_old_addresses"] or "").split())


def old_addresses(request, pk):
    """Show the addresses; a POST replaces them, or shows what was typed again with what is wrong.

    If others changed them meanwhile, the page says what there is now, and the next press replaces that.
    """
    draft = get_draft_or_404(request.user, pk, shows_text=False)
    require_permission(request.user, "edit", draft.review)
    current = "\n".join(old_addresses_of(draft.review))
    initial = {"addresses": current, "shown_old_addresses": current}
    form = OldAddressesForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and _saved(request, draft, form):
        return redirect("admin:reviews_draft_old_addresses", pk)
    context = {"draft": draft, "form": form}
    status = 400 if form.errors else 200
    template = "reviews/desk/steps/old_addresses.html"
    return desk_page(request, template, context, title=_("Old addresses"), status=status)


def _saved(request, draft, form) -> bool:
    data = form.cleaned_data
    try:
        saved = workflow.set_old_addresses(
            draft.review, addresses=data["addresses"].splitlines(), by=request.user, shown=shown_in(data)
        )
    except workflow.Refused as refused:
        form.add_error(None, str(refused))
        form.data = form.data.copy()
        form.data["shown_old_addresses"] = "\n".join(old_addresses_of(draft.review))
        return False
    message = ngettext("%d old address leads here.", "%d old addresses lead here.", len(saved)) % len(saved)
    messages.success(request, message if saved else _("No old address leads here."))
    return True

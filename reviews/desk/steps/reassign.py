"""Give drafts to another author: choose whose, which, to whom and why; then confirm."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from integers import whole_number
from reviews import workflow
from reviews.desk.base.guards import desk_page, require_permission
from reviews.desk.base.review_state import badges, person_name, with_state
from reviews.models import Draft
from reviews.permissions.access import who_may


class AuthorChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return person_name(user)


class ReassignForm(forms.Form):
    to = AuthorChoiceField(
        label=gettext_lazy("Give them to"),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("choose an author"),
        error_messages={
            "required": gettext_lazy("Choose to whom."),
            "invalid_choice": gettext_lazy("Choose an active account that may write reviews."),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        help_text=gettext_lazy("It is kept in the audit log. Keep spoilers out of it."),
        error_messages={"required": gettext_lazy("Say why.")},
    )

    def __init__(self, data=None, *, former_author):
        super().__init__(data)
        self.fields["to"].queryset = (
            who_may("begin").exclude(pk=former_author.pk).order_by("first_name", "username")
        )


@dataclass(frozen=True)
class AuthorRow:
    """An author with the number of their reviews, and of those in work (see `drafts_in_work`)."""

    pk: int
    name: str
    is_active: bool
    reviews: int
    in_work: int


@require_http_methods(["GET", "HEAD", "POST"])
def reassign(request):
    """Choose an author (`from`), then reviews; a POST asks for confirmation, one with `sure` does it."""
    require_permission(request.user, "reassign")
    title = _("Give to another author")
    if "from" not in request.GET:
        return desk_page(request, "reviews/desk/steps/authors.html", {"authors": author_rows()}, title=title)
    former_author = get_object_or_404(User, pk=whole_number(request.GET["from"]))
    form = ReassignForm(request.POST or None, former_author=former_author)
    drafts = _drafts(former_author)
    selected = _selected(request, drafts)
    if request.method == "POST" and not selected:
        messages.error(request, _("Tick the reviews that are to be given away."))
    elif request.method == "POST" and form.is_valid():
        if "sure" not in request.POST:
            return _confirm_page(request, former_author, form, selected)
        if _reassign_all(request, form.cleaned_data, selected):
            return redirect(request.path)
    ticked = {draft.pk for draft in selected}
    context = {
        "former_author": former_author,
        "name": person_name(former_author),
        "form": form,
        "drafts": drafts,
        "ticked": ticked,
    }
    return desk_page(request, "reviews/desk/steps/reassign.html", context, title=title)


def author_rows() -> list[AuthorRow]:
    """Everybody with reviews: deactivated accounts first, then by most in work. One query."""
    in_work = Q(reviews__in=drafts_in_work().values("pk"))
    rows = User.objects.filter(reviews__draft__isnull=False).annotate(
        number=Count("reviews", distinct=True), in_work=Count("reviews", filter=in_work, distinct=True)
    )
    authors = [AuthorRow(row.pk, person_name(row), row.is_active, row.number, row.in_work) for row in rows]
    return sorted(authors, key=lambda row: (row.is_active, not row.in_work, -row.in_work, row.name))


def drafts_in_work():
    """Drafts that need more work: waiting for a decision, returned, or never public."""
    drafts = with_state(Draft.objects.all())
    not_public = Q(is_live=False, comes_at=None, was_taken_down=False)
    return drafts.filter(not_public | Q(is_waiting=True) | Q(last_decision="returned"))


def _drafts(former_author: User) -> list[Draft]:
    drafts = with_state(Draft.objects.filter(review__author=former_author).select_related("film", "review"))
    in_work = set(drafts_in_work().filter(review__author=former_author).values_list("pk", flat=True))
    rows = list(drafts.order_by("-updated_at", "-pk"))
    for draft in rows:
        draft.badges, draft.is_in_work = badges(draft), draft.pk in in_work
    return sorted(rows, key=lambda draft: not draft.is_in_work)


def _selected(request, drafts: list[Draft]) -> list[Draft]:
    """The ticked drafts; before the form is sent all in work, or the one in the query string."""
    if request.method == "POST":
        keys = {whole_number(value) for value in request.POST.getlist("review")}
        if not keys <= {draft.pk for draft in drafts}:
            raise Http404
        return [draft for draft in drafts if draft.pk in keys]
    if key := whole_number(request.GET.get("review")):
        return [draft for draft in drafts if draft.pk == key]
    return [draft for draft in drafts if draft.is_in_work]


def _confirm_page(request, former_author, form, selected):
    context = {
        "former_author": former_author,
        "name": person_name(former_author),
        "to": form.cleaned_data["to"],
        "to_name": person_name(form.cleaned_data["to"]),
        "reason": form.cleaned_data["reason"],
        "selected": selected,
        "back": f"{reverse('admin:reviews_draft_reassign')}?from={former_author.pk}",
    }
    return desk_page(
        request, "reviews/desk/steps/reassign_confirm.html", context, title=_("Give to another author")
    )


def _reassign_all(request, data: dict, selected: list[Draft]) -> bool:
    """Reassign all of them, or none."""
    try:
        with transaction.atomic():
            for draft in selected:
                workflow.reassign(draft.review, to=data["to"], by=request.user, reason=data["reason"])
    except workflow.Refused as refused:
        messages.error(request, str(refused))
        return False
    message = ngettext(
        "%(count)d review is now %(name)s's.", "%(count)d reviews are now %(name)s's.", len(selected)
    )
    messages.success(request, message % {"count": len(selected), "name": person_name(data["to"])})
    return True

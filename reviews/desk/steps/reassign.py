"""Giving drafts to another author: whose they are, which ones, to whom and why; then asked once more."""

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

    def __init__(self, data=None, *, former):
        super().__init__(data)
        self.fields["to"].queryset = who_may("begin").exclude(pk=former.pk).order_by("first_name", "username")


@dataclass(frozen=True)
class AuthorRow:
    """Somebody with reviews of theirs, and how many of these are in work."""

    pk: int
    name: str
    is_active: bool
    reviews: int
    in_work: int


@require_http_methods(["GET", "HEAD", "POST"])
def reassign(request):
    """Whose reviews, chosen by `from`; then which; and, once it was asked again, the step itself."""
    require_permission(request.user, "reassign")
    title = _("Give to another author")
    if "from" not in request.GET:
        return desk_page(request, "reviews/desk/steps/authors.html", {"writers": writers()}, title=title)
    former = get_object_or_404(User, pk=whole_number(request.GET["from"]))
    form = ReassignForm(request.POST or None, former=former)
    drafts = _drafts(former)
    chosen = _chosen(request, drafts)
    if request.method == "POST" and not chosen:
        messages.error(request, _("Tick the reviews that are to be given away."))
    elif request.method == "POST" and form.is_valid():
        if "sure" not in request.POST:
            return _ask_again(request, former, form, chosen)
        if _give(request, form.cleaned_data, chosen):
            return redirect(request.path)
    ticked = {draft.pk for draft in chosen}
    context = {
        "former": former,
        "name": person_name(former),
        "form": form,
        "drafts": drafts,
        "ticked": ticked,
    }
    return desk_page(request, "reviews/desk/steps/reassign.html", context, title=title)


def writers() -> list[AuthorRow]:
    """Everybody with reviews of theirs: those who left first, then whoever has most in work. One query."""
    in_work = Q(reviews__in=drafts_in_work().values("pk"))
    rows = User.objects.filter(reviews__draft__isnull=False).annotate(
        number=Count("reviews", distinct=True), in_work=Count("reviews", filter=in_work, distinct=True)
    )
    found = [AuthorRow(row.pk, person_name(row), row.is_active, row.number, row.in_work) for row in rows]
    return sorted(found, key=lambda row: (row.is_active, not row.in_work, -row.in_work, row.name))


def drafts_in_work():
    """The drafts on which something is still to be done: before the moderators, sent back, or not public."""
    drafts = with_state(Draft.objects.all())
    unseen = Q(is_live=False, comes_at=None, was_taken_down=False)
    return drafts.filter(unseen | Q(is_waiting=True) | Q(last_decision="returned"))


def _drafts(former: User) -> list[Draft]:
    drafts = with_state(Draft.objects.filter(review__author=former).select_related("film", "review"))
    working = set(drafts_in_work().filter(review__author=former).values_list("pk", flat=True))
    rows = list(drafts.order_by("-updated_at", "-pk"))
    for draft in rows:
        draft.badges, draft.is_in_work = badges(draft), draft.pk in working
    return sorted(rows, key=lambda draft: not draft.is_in_work)


def _chosen(request, drafts: list[Draft]) -> list[Draft]:
    """Those that are ticked; to begin with, all in work, or the one that the address names."""
    if request.method == "POST":
        wanted = {whole_number(value) for value in request.POST.getlist("review")}
        if not wanted <= {draft.pk for draft in drafts}:
            raise Http404
        return [draft for draft in drafts if draft.pk in wanted]
    if one := whole_number(request.GET.get("review")):
        return [draft for draft in drafts if draft.pk == one]
    return [draft for draft in drafts if draft.is_in_work]


def _ask_again(request, former, form, chosen):
    context = {
        "former": former,
        "name": person_name(former),
        "to": form.cleaned_data["to"],
        "to_name": person_name(form.cleaned_data["to"]),
        "reason": form.cleaned_data["reason"],
        "chosen": chosen,
        "back": f"{reverse('admin:reviews_draft_reassign')}?from={former.pk}",
    }
    return desk_page(
        request, "reviews/desk/steps/reassign_confirm.html", context, title=_("Give to another author")
    )


def _give(request, data: dict, chosen: list[Draft]) -> bool:
    """All of them, or none."""
    try:
        with transaction.atomic():
            for draft in chosen:
                workflow.reassign(draft.review, to=data["to"], by=request.user, reason=data["reason"])
    except workflow.Refused as refused:
        messages.error(request, str(refused))
        return False
    said = ngettext(
        "%(count)d review is now %(name)s's.", "%(count)d reviews are now %(name)s's.", len(chosen)
    )
    messages.success(request, said % {"count": len(chosen), "name": person_name(data["to"])})
    return True

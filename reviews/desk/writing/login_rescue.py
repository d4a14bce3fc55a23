"""A form of a draft that is sent when nobody is logged in any more: the login page carries what was typed.

Its fields go along under names of their own, hidden in the form of the login, until somebody is logged in
whose they are. Then they become that person's working copy. Nothing is stored before.
"""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from integers import whole_number
from reviews.desk.base import refused_input
from reviews.desk.base.guards import desk_page
from reviews.desk.writing import autosave
from reviews.models import Draft
from reviews.permissions.access import may

FORMS = ("reviews_draft_change", "reviews_draft_add")
TO, PREFIX = "carry_to", "carry-"  # the review, or "add"; before the name of each field
ADD = "add"
NEVER = "password"  # no field with this in its name is ever sent back
SLACK = 2_000, 20  # bytes and fields that the form of the login sends besides


@dataclass(frozen=True)
class RescuedForm:
    """What was typed, the review it is for, and what is said of it."""

    to: str
    fields: tuple[tuple[str, str], ...]
    said: str
    had_files: bool = False

    @property
    def address(self) -> str:
        """Made of the number alone: it leads nowhere else."""
        is_known = whole_number(self.to) is not None
        return reverse("admin:reviews_draft_change", args=[self.to]) if is_known else _add()

    @property
    def named(self) -> list[tuple[str, str]]:
        """The fields as the login page names them."""
        return (
            [(TO, self.to), *((PREFIX + name, value) for name, value in self.fields)] if self.fields else []
        )

    def data(self) -> QueryDict:
        found = QueryDict(mutable=True)
        for name, value in self.fields:
            found.appendlist(name, value)
        return found


def should_rescue(request: HttpRequest, is_let_in: bool) -> bool:
    """Whether this sends the form of a draft, and nobody is logged in for it, or another account is."""
    if request.method != "POST" or request.resolver_match.url_name not in FORMS:
        return False
    return not (is_let_in and autosave.belongs_to(request.user, request.POST))


def from_post(request: HttpRequest) -> RescuedForm:
    """What a form of a draft was sent with."""
    fields = _fields(request.POST, "")
    to = str(request.resolver_match.kwargs.get("object_id", ADD))
    said = _(
        "You are logged out, and nothing was saved. What you typed goes with this page: log in to find it."
    )
    if request.user.is_authenticated:
        said = _refused()
    carried = RescuedForm(to, fields, said, had_files=bool(request.FILES))
    return carried if _fits(carried) else replace(carried, fields=(), said=_too_long())


def from_login(request: HttpRequest) -> RescuedForm | None:
    """What comes along with a login; None if nothing does."""
    if request.method != "POST" or TO not in request.POST:
        return None
    said = _("What you typed goes with this page still: log in to find it again.")
    return RescuedForm(request.POST[TO], _fields(request.POST, PREFIX), said)


def _fields(data: QueryDict, prefix: str) -> tuple[tuple[str, str], ...]:
    named = ((name, values) for name, values in data.lists() if name.startswith(prefix))
    found = [(name.removeprefix(prefix), value) for name, values in named for value in values]
    return tuple(item for item in found if item[0] != "csrfmiddlewaretoken" and NEVER not in item[0].lower())


def _fits(carried: RescuedForm) -> bool:
    """Whether the site accepts it once more, with all that a login says besides."""
    most, many = settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    is_short = most is None or len(urlencode(carried.named)) + SLACK[0] <= most
    return is_short and (many is None or len(carried.named) + SLACK[1] <= many)


def refused(carried: RescuedForm) -> RescuedForm:
    """The same, for whoever is logged in now and whose it cannot be."""
    return replace(carried, said=_refused())


def _refused() -> str:
    return _(
        "Another account typed this, or yours may not change that review: nothing of it was kept. "
        "It goes with this page still: log in as whoever typed it."
    )


def _too_long() -> str:
    return _(
        "You are logged out, and nothing was saved. What you typed is too long to go along: go back in your "
        "browser, where it still stands, and copy it before you log in."
    )


def restore(request: HttpRequest, carried: RescuedForm) -> HttpResponse | None:
    """Store it for whoever is logged in now, and lead to its form. None if it is not theirs."""
    data = carried.data()
    if not autosave.belongs_to(request.user, data):
        return None
    return _begun(request, data) if carried.to == ADD else _kept(request, carried, data)


def _begun(request, data: QueryDict) -> HttpResponse | None:
    if not may(request.user, "begin"):
        return None
    refused_input.store(
        request, 0, "begin", {name: data.get(name, "")[:500] for name in ("headline", "film")}
    )
    messages.success(request, _("You are logged in. What you typed is here again; nothing was begun yet."))
    return redirect(_add())


def _kept(request, carried: RescuedForm, data: QueryDict) -> HttpResponse | None:
    draft = (
        Draft.objects.select_related("review").filter(pk=carried.to).first()
        if carried.address != _add()
        else None
    )
    if not (draft and may(request.user, "edit", draft.review)):
        return None
    if not autosave.autosave(draft, request.user, data, is_refused=True):
        other = autosave.other_window_copy(draft, request.user, data)
        context = {"carried": carried, "draft": draft, "other": other}
        return desk_page(
            request, "reviews/desk/writing/login_rescue.html", context, title=_("Two texts of yours")
        )
    messages.success(
        request, _("You are logged in. What you typed is in the form again, and is not saved yet.")
    )
    return redirect(carried.address)


def _add() -> str:
    return reverse("admin:reviews_draft_add")

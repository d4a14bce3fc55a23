"""Rescue the form of a draft that is sent after a logout: the login page carries its fields.

They are hidden inputs of the login form, with prefixed names. After a login by the account that typed
them they become its working copy; nothing is stored before.
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
from reviews.desk.writing.edit_session import WAIVER_FIELDS
from reviews.models import Draft
from reviews.permissions.access import may

FORMS = ("reviews_draft_change", "reviews_draft_add")
TARGET_FIELD = "carry_to"  # holds the id of the review, or "add"
PREFIX = "carry-"  # of the names of all other fields
ADD = "add"
PASSWORD = "password"  # fields with this in their name are dropped
LOGIN_OVERHEAD = 2_000, 20  # bytes and fields of the login form itself


@dataclass(frozen=True)
class RescuedForm:
    """The fields of a form, the review it is for (`target`), and a message about it."""

    target: str
    fields: tuple[tuple[str, str], ...]
    message: str
    had_files: bool = False

    @property
    def address(self) -> str:
        """The URL of the form, made of a number alone, so that it leads nowhere else."""
        has_number = whole_number(self.target) is not None
        return reverse("admin:reviews_draft_change", args=[self.target]) if has_number else _add_url()

    @property
    def hidden_fields(self) -> list[tuple[str, str]]:
        """(name, value) of the inputs on the login page."""
        if not self.fields:
            return []
        return [(TARGET_FIELD, self.target), *((PREFIX + name, value) for name, value in self.fields)]

    def data(self) -> QueryDict:
        data = QueryDict(mutable=True)
        for name, value in self.fields:
            data.appendlist(name, value)
        return data


def should_rescue(request: HttpRequest, is_let_in: bool) -> bool:
    """Whether the request sends the form of a draft without a login, or as another account."""
    if request.method != "POST" or request.resolver_match.url_name not in FORMS:
        return False
    return not (is_let_in and autosave.belongs_to(request.user, request.POST))


def from_post(request: HttpRequest) -> RescuedForm:
    """The form of a draft as it was sent."""
    fields = _fields(request.POST, "")
    target = str(request.resolver_match.kwargs.get("object_id", ADD))
    message = _(
        "You are logged out, and nothing was saved. What you typed goes with this page: log in to find it."
    )
    if request.user.is_authenticated:
        message = _not_yours_message()
    rescued = RescuedForm(target, fields, message, had_files=bool(request.FILES))
    return rescued if _is_accepted(rescued) else replace(rescued, fields=(), message=_too_long_message())


def from_login(request: HttpRequest) -> RescuedForm | None:
    """The form that a login request carries; None if it carries none."""
    if request.method != "POST" or TARGET_FIELD not in request.POST:
        return None
    message = _("What you typed goes with this page still: log in to find it again.")
    return RescuedForm(request.POST[TARGET_FIELD], _fields(request.POST, PREFIX), message)


def _fields(data: QueryDict, prefix: str) -> tuple[tuple[str, str], ...]:
    lists = ((name, values) for name, values in data.lists() if name.startswith(prefix))
    fields = [(name.removeprefix(prefix), value) for name, values in lists for value in values]
    return tuple(
        item for item in fields if item[0] != "csrfmiddlewaretoken" and PASSWORD not in item[0].lower()
    )


def _is_accepted(rescued: RescuedForm) -> bool:
    """Whether the login form with these fields stays within Django's upload limits."""
    max_bytes, max_fields = settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    is_short = max_bytes is None or len(urlencode(rescued.hidden_fields)) + LOGIN_OVERHEAD[0] <= max_bytes
    return is_short and (max_fields is None or len(rescued.hidden_fields) + LOGIN_OVERHEAD[1] <= max_fields)


def refused(rescued: RescuedForm) -> RescuedForm:
    """The same form with a message for an account that may not have it."""
    return replace(rescued, message=_not_yours_message())


def _not_yours_message() -> str:
    return _(
        "Another account typed this, or yours may not change that review: nothing of it was kept. "
        "It goes with this page still: log in as whoever typed it."
    )


def _too_long_message() -> str:
    return _(
        "You are logged out, and nothing was saved. What you typed is too long to go along: go back in your "
        "browser, where it still stands, and copy it before you log in."
    )


def restore(request: HttpRequest, rescued: RescuedForm) -> HttpResponse | None:
    """Store the input for the account now logged in, and redirect to its form. None if it is not theirs."""
    data = rescued.data()
    if not autosave.belongs_to(request.user, data):
        return None
    if rescued.target == ADD:
        return _restore_new_review(request, data)
    return _restore_draft(request, rescued, data)


def _restore_new_review(request, data: QueryDict) -> HttpResponse | None:
    if not may(request.user, "begin"):
        return None
    refused_input.store(
        request, 0, "begin", {name: data.get(name, "")[:500] for name in ("headline", "film")}
    )
    messages.success(request, _("You are logged in. What you typed is here again; nothing was begun yet."))
    return redirect(_add_url())


def _restore_draft(request, rescued: RescuedForm, data: QueryDict) -> HttpResponse | None:
    draft = (
        Draft.objects.select_related("review").filter(pk=rescued.target).first()
        if rescued.address != _add_url()
        else None
    )
    if not (draft and may(request.user, "edit", draft.review)):
        return None
    if not autosave.autosave(draft, request.user, data, is_refused=True):
        other = autosave.other_window_copy(draft, request.user, data)
        context = {"rescued": rescued, "draft": draft, "other": other}
        return desk_page(
            request, "reviews/desk/writing/login_rescue.html", context, title=_("Two texts of yours")
        )
    answers = {name: value for name, value in data.items() if name.startswith(WAIVER_FIELDS)}
    refused_input.store(request, draft.pk, "submit", answers)
    messages.success(
        request, _("You are logged in. What you typed is in the form again, and is not saved yet.")
    )
    return redirect(rescued.address)


def _add_url() -> str:
    return reverse("admin:reviews_draft_add")

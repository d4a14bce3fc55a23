"""Invite somebody: an account with a role, and a link that works once, with which they choose its password.

The link goes by mail; where the house sends none, it is shown to be handed over.
"""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from integers import whole_number
from pagecache.models import changed
from reviews.desk.base.guards import desk_page
from reviews.desk.base.review_state import person_name
from reviews.permissions.roles import ROLES
from reviewsite.desk.accounts.mail import mail_to
from reviewsite.desk.accounts.models import Invitation

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task

LIFETIME = timedelta(hours=72)
OPENED = "desk.invitation"  # key in the session of whoever opened a link, so that no address has it


class InvitationForm(forms.ModelForm):
    role = forms.ModelChoiceField(Group.objects.filter(name__in=ROLES), label=gettext_lazy("role"))

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = settings.HAS_MAIL

    @transaction.atomic
    def invite(self, by: User) -> Invitation:
        """Make the account, which nobody can log in to before its link was used."""
        user = self.save(commit=False)
        user.is_staff = True
        user.set_unusable_password()
        user.save()
        user.groups.set([self.cleaned_data["role"]])
        changed(user)
        return Invitation.objects.create(user=user, by=by, until=timezone.now() + LIFETIME)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request):
    """The form, and what was sent and not used yet. `again` makes a link anew."""
    if not request.user.has_perm("accounts.invite"):
        raise PermissionDenied
    form = InvitationForm(request.POST if request.method == "POST" and "again" not in request.POST else None)
    if "again" in request.POST:
        return _hand_over(request, _made_anew(request.POST["again"]))
    if form.is_valid():
        return _hand_over(request, form.invite(request.user))
    unused = Invitation.objects.filter(used_at=None, user__is_active=True).select_related("user")
    context = {"opts": None, "form": form, "unused": unused, "now": timezone.now()}
    status = 400 if form.is_bound else 200
    return desk_page(request, "admin/invite.html", context, title=_("Invite somebody"), status=status)


def _made_anew(pk: str) -> Invitation:
    invitation = get_object_or_404(Invitation, pk=whole_number(pk), used_at=None, user__is_active=True)
    invitation.until = timezone.now() + LIFETIME
    invitation.save(update_fields=["until"])
    return invitation


def _hand_over(request, invitation: Invitation):
    """By mail, or as a page with the link."""
    if settings.HAS_MAIL and invitation.user.email:
        send_invitation.enqueue(invitation.pk)
        messages.success(request, _("The link is on its way to %s.") % invitation.user.email)
        return redirect("admin:invite")
    context = {"opts": None, "link": _link(invitation), "name": person_name(invitation.user)}
    return desk_page(request, "admin/invited.html", context, title=_("Hand over this link"))


def _link(invitation: Invitation) -> str:
    return f"{settings.SITE_URL}{reverse('admin:invitation', args=[invitation.token])}"


@task()
def send_invitation(pk: int) -> bool:
    """Whether the mail went out."""
    invitation = Invitation.objects.select_related("user", "by").get(pk=pk)
    body = _(
        "%(by)s has made an account for you, %(username)s. With this link, once and within 72 hours, you "
        "choose its password:\n\n%(address)s\n"
    ) % {
        "by": person_name(invitation.by),
        "username": invitation.user.get_username(),
        "address": _link(invitation),
    }
    return mail_to(invitation.user, _("Foyer: your account"), body)


@never_cache
def open_link(request, token):
    """Put the token into the session and out of the address, which a browser tells to others."""
    request.session[OPENED] = token
    return redirect("admin:choose_password")


def choose_password_view(context):
    """`context` makes the frame of a page from a request: nobody is logged in here."""

    @sensitive_post_parameters()
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def choose_password(request):
        invitation = Invitation.objects.at(request.session.get(OPENED, ""))
        form = SetPasswordForm(invitation.user, request.POST or None) if invitation else None
        if form and form.is_valid() and _use(invitation):
            form.save()
            del request.session[OPENED]
            messages.success(request, _("Your password is chosen. Log in with it."))
            return redirect("admin:login")
        values = {"title": _("Welcome: choose your password"), "form": form, "validlink": bool(form)}
        values["is_invitation"] = True
        return TemplateResponse(request, "registration/password_reset.html", context(request) | values)

    return choose_password


def _use(invitation: Invitation) -> bool:
    """The filtered update is the lock: a link works once."""
    return bool(Invitation.objects.open().filter(pk=invitation.pk).update(used_at=timezone.now()))


def invitation_urls(wrap, context):
    return [
        path("invite/", wrap(invite), name="invite"),
        path("welcome/", choose_password_view(context), name="choose_password"),
        path("welcome/<token>/", open_link, name="invitation"),
    ]

"""Another password by mail: a link to the address of a staff account, which works once and for an hour.

The answer is the same whether anybody has the address. Where the house sends no mail, the login page
has no link to it.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetView
from django.http import HttpResponseRedirect
from django.urls import path, reverse, reverse_lazy
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reviewsite.desk.accounts import limits
from reviewsite.desk.accounts.mail import mail_to
from reviewsite.desk.accounts.models import LoginAttempt, StaffSession

try:
    from django.tasks import task  # Django 6
except ImportError:
    from django_tasks import task

BETWEEN_MAILS = timedelta(minutes=5)  # to one address: the link of before still works


class RequestView(PasswordResetView):
    """Asks for an address. A task sends the mail: with a worker, the answer takes as long for any address."""

    template_name = "registration/password_reset.html"
    success_url = reverse_lazy("admin:login")
    title = gettext_lazy("Forgotten your password?")

    def form_valid(self, form):
        address = form.cleaned_data["email"]
        try:
            attempt = limits.counted(self.request, f"reset {address.casefold()}")
        except limits.TooManyAttempts as refusal:
            form.add_error(None, refusal)
            return limits.refused(self.form_invalid(form))
        earlier = LoginAttempt.objects.filter(name=attempt.name).exclude(pk=attempt.pk)
        if settings.HAS_MAIL and not earlier.since(BETWEEN_MAILS).exists():
            send_links.enqueue([user.pk for user in form.get_users(address) if user.is_staff])
        messages.success(
            self.request,
            _("If an account has this address, it gets a mail with a link that works once, for an hour."),
        )
        return HttpResponseRedirect(self.get_success_url())


class ConfirmView(PasswordResetConfirmView):
    """Takes the new password of whoever has the link, and ends all sessions of the account."""

    template_name = "registration/password_reset.html"
    success_url = reverse_lazy("admin:login")

    def form_valid(self, form):
        response = super().form_valid(form)
        limits.forgive(self.user)
        StaffSession.objects.filter(user=self.user).delete()
        messages.success(self.request, _("Your password is changed. Log in with the new one."))
        return response


@task()
def send_links(people: list[int]) -> int:
    """The number of mails sent."""
    subject = _("Foyer: another password")
    return sum(mail_to(user, subject, _body(user)) for user in User.objects.filter(pk__in=people))


def _body(user: User) -> str:
    name = urlsafe_base64_encode(force_bytes(user.pk))
    link = reverse("admin:password_reset_confirm", args=[name, default_token_generator.make_token(user)])
    return _(
        "Somebody, you we hope, has forgotten the password of the account %(username)s. With this link, once "
        "and within an hour, you choose another:\n\n%(address)s\n\n"
        "If it was not you, do nothing: the password stays as it is, and nobody else has the link.\n"
    ) % {"username": user.get_username(), "address": f"{settings.SITE_URL}{link}"}


def password_reset_urls(context):
    """`context` makes the frame of a page from a request: nobody is logged in here."""

    def shown_by(view):
        return lambda request, **values: view.as_view(extra_context=context(request))(request, **values)

    return [
        path("reset/", shown_by(RequestView), name="password_reset"),
        path("reset/<uidb64>/<token>/", shown_by(ConfirmView), name="password_reset_confirm"),
    ]

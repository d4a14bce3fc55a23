"""Where a password is asked for: the login, and the change of one's own password."""

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.utils.translation import gettext as _

from reviewsite.desk.accounts import limits, own_sessions, passwords, warnings


class LoginForm(AdminAuthenticationForm):
    def clean(self):
        """Django's, within the limits. What `after_login` needs is left with the request."""
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not (username and password):
            return super().clean()
        with limits.limited(self.request, username):
            data = super().clean()
        self.request.former_login = self.user_cache.last_login
        self.request.shortcoming = passwords.shortcoming(password, self.user_cache)
        return data


class OwnPasswordForm(AdminPasswordChangeForm):
    """Asks for the old password, within the limits of the login."""

    def __init__(self, request, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self):
        with limits.limited(self.request, self.user.get_username()):
            return super().clean_old_password()


class OwnPasswordView(PasswordChangeView):
    form_class = OwnPasswordForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"request": self.request}

    def form_valid(self, form):
        response = super().form_valid(form)
        own_sessions.end_others(self.request)
        return response


def after_login(request) -> None:
    """Note where the session is used, and tell of wrong passwords since the last login and of a poor one."""
    own_sessions.note_where(request)
    sentence = warnings.sentence_of(request.user, request.former_login)
    if sentence:
        advice = _(
            "If that was not you: nobody got in by it. Choose another password if somebody may know it."
        )
        messages.warning(request, f"{sentence} {advice}")
    if request.shortcoming and not settings.DEBUG:  # the demo's passwords are what they are
        advice = _("It still works; please choose another: Your settings, Change your password.")
        messages.warning(request, f"{request.shortcoming} {advice}")

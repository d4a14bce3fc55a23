"""Where a password is asked for: the login, and the change of one's own password."""

from django.contrib import messages
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.utils.translation import gettext as _

from reviewsite.desk.accounts import limits, warnings


class LoginForm(AdminAuthenticationForm):
    def clean(self):
        """Django's, within the limits. `request.former_login` is when they logged in before."""
        username = self.cleaned_data.get("username")
        if not (username and self.cleaned_data.get("password")):
            return super().clean()
        with limits.limited(self.request, username):
            data = super().clean()
        self.request.former_login = self.user_cache.last_login
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


def tell_after_login(request) -> None:
    """Whoever has just logged in is told of the wrong passwords since the last time."""
    sentence = warnings.sentence_of(request.user, request.former_login)
    if sentence:
        advice = _(
            "If that was not you: nobody got in by it. Choose another password if somebody may know it."
        )
        messages.warning(request, f"{sentence} {advice}")

"""Wrong passwords by account and network, the sessions of the desk, and invitations to it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

SALT = "accounts.login"
_signer = Signer(salt="accounts.invitation")


def fingerprint(text: str) -> str:
    """A keyed hash in the place of what somebody typed as a name, or of a network: nothing to read."""
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()


class LoginAttemptQuerySet(models.QuerySet):
    def since(self, period: timedelta):
        return self.filter(at__gt=timezone.now() - period)

    def by_account(self, attempt: "LoginAttempt"):
        """Those of the same name from the same network, since it last logged in from there."""
        return self.filter(name=attempt.name, network=attempt.network, is_forgiven=False)

    def by_network(self, attempt: "LoginAttempt"):
        """Those from the same network, whatever the name, but for those who got in there later."""
        return self.filter(network=attempt.network, is_forgiven=False)

    def of(self, user, since: datetime | None):
        """Those with the name of this account since a moment, from wherever, the latest first."""
        own = self.filter(user=user)
        return own.filter(at__gt=since) if since else own


class LoginAttempt(models.Model):
    """A wrong password; also one that is being looked at right now.

    Name and network are fingerprints: people type passwords where the name goes. `user` is
    empty for a name that nobody has.
    """

    name = models.CharField(max_length=64)
    network = models.CharField(max_length=64)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    is_forgiven = models.BooleanField(default=False)  # the right password came from there later
    is_mailed = models.BooleanField(default=False)  # the account's owner was told after it

    objects = LoginAttemptQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["network", "at"], name="login_attempt_network"),
            models.Index(fields=["user", "at"], name="login_attempt_user"),
        ]

    def __str__(self):
        return f"{self.pk}, account {self.user_id}"


class StaffSession(AbstractBaseSession):
    """A session of the desk, and how long it has been used. Device and network stand in its data."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    began_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    @classmethod
    def get_session_store_class(cls):
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")

    @property
    def ends_at(self) -> datetime:
        """When nobody uses it any more, but at the latest a fixed time after the login."""
        idle = self.used_at + timedelta(minutes=settings.SESSION_IDLE_MINUTES)
        return min(idle, self.began_at + timedelta(hours=settings.SESSION_HOURS))

    @property
    def name(self) -> str:
        """What a form calls it by: its key would open it."""
        return fingerprint(self.session_key)[:16]


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Those whose link still works."""
        return self.filter(used_at=None, until__gt=timezone.now(), user__is_active=True)

    def at(self, token: str) -> "Invitation | None":
        """The open one that this token names; None if there is none, or it was made anew since."""
        try:
            pk, _dot, until = _signer.unsign(token).partition(".")
        except BadSignature:
            return None
        invitation = self.open().select_related("user").filter(pk=pk).first()
        return invitation if invitation and invitation.stamp == until else None


class Invitation(models.Model):
    """An account that somebody made for another person, who chooses its password by a link, once."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = [("invite", "Can invite people to the desk")]
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.pk}, account {self.user_id}"

    @property
    def stamp(self) -> str:
        """Changes when the link is made anew, so that the one of before works no more."""
        return str(int(self.until.timestamp()))

    @property
    def token(self) -> str:
        return _signer.sign(f"{self.pk}.{self.stamp}")

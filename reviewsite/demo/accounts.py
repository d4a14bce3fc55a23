"""The demo's people: accounts with roles, and the critics that bylines name.

Their password is known to everybody who reads this, so they are made nowhere
but in the demo. What is there already is left as it is, passwords included.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Q

from pagecache.models import bump_content_version
from reviews.models import Critic

PASSWORD = "projector"


@dataclass(frozen=True)
class Account:
    username: str
    first_name: str
    last_name: str
    role: str
    does: str  # what to try with it, for the table that the command prints


ACCOUNTS = (
    Account("alma", "Alma", "Reyes", "Author", "writes and submits"),
    Account("mona", "Mona", "Lind", "Author", "writes too, and sees her own drafts alone"),
    Account("ben", "Ben", "Okafor", "Moderator", "compares, approves, requests changes"),
    Account("tomas", "Tomas", "Varga", "Spoiler checker", "reads the safe text, and signs it"),
    Account("ines", "Ines", "Duarte", "Chief", "decides, and sees the audit log of every review"),
    Account("lotte", "Lotte", "Brandt", "Film desk", "keeps films, people and franchises"),
)


@dataclass(frozen=True)
class Voice:
    """A critic, and the account behind the name if there is one."""

    slug: str
    name: str
    biography: str
    username: str = ""


CRITICS = (
    Voice(
        "alma-reyes",
        "Alma Reyes",
        "Writes about action, horror and whatever else is done with the whole body. She was a stage manager "
        "once, and still counts the exits.",
        "alma",
    ),
    Voice(
        "mona-lind",
        "Mona Lind",
        "Came to criticism by way of subtitling, a training in leaving out. Sits in the third row.",
        "mona",
    ),
    Voice("asmodeus", "Asmodeus", "A pen name, older than this house. Files from the aisle seat, by night."),
)


@transaction.atomic
def load_accounts() -> dict[str, User]:
    """The demo's accounts by name, with the critics that belong to them. Those that are there are kept."""
    accounts = {said.username: _account(said) for said in ACCOUNTS}
    for said in CRITICS:
        if not Critic.objects.filter(Q(slug=said.slug) | Q(aliases__slug=said.slug)).exists():
            _add_critic(said, accounts)
    return accounts


def _account(said: Account) -> User:
    known = User.objects.filter(username=said.username).first()
    if known:
        return known
    account = User.objects.create_user(
        said.username,
        email=f"{said.username}@foyer.example",
        password=PASSWORD,
        first_name=said.first_name,
        last_name=said.last_name,
        is_staff=True,
    )
    account.groups.set(Group.objects.filter(name=said.role))
    return account


def _add_critic(said: Voice, accounts: dict[str, User]) -> None:
    account = accounts.get(said.username)
    if account and Critic.objects.filter(account=account).exists():
        account = None  # it writes under another name already
    Critic.objects.create(slug=said.slug, name=said.name, biography=said.biography, account=account)
    bump_content_version()

"""User accounts and critics of the demo.

Their password is public, so only the demo creates them. Existing accounts and
critics are not changed, nor are their passwords.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.db.models import Q

from pagecache.models import changed
from reviews.models import Critic

PASSWORD = "projector"


@dataclass(frozen=True)
class Account:
    username: str
    first_name: str
    last_name: str
    role: str
    purpose: str  # what to try with it, for the table that the command prints


ACCOUNTS = (
    Account("alma", "Alma", "Reyes", "Author", "writes and submits"),
    Account("mona", "Mona", "Lind", "Author", "writes too, and sees her own drafts alone"),
    Account("ben", "Ben", "Okafor", "Moderator", "compares, approves, requests changes"),
    Account("tomas", "Tomas", "Varga", "Spoiler checker", "reads the safe text, and signs it"),
    Account("ines", "Ines", "Duarte", "Chief", "decides, and sees the audit log of every review"),
    Account("lotte", "Lotte", "Brandt", "Film desk", "keeps films, people and franchises"),
)


@dataclass(frozen=True)
class DemoCritic:
    """A critic, with the username of their account if there is one."""

    slug: str
    name: str
    biography: str
    username: str = ""


CRITICS = (
    DemoCritic(
        "alma-reyes",
        "Alma Reyes",
        "Writes about action, horror and whatever else is done with the whole body. She was a stage manager "
        "once, and still counts the exits.",
        "alma",
    ),
    DemoCritic(
        "mona-lind",
        "Mona Lind",
        "Came to criticism by way of subtitling, a training in leaving out. Sits in the third row.",
        "mona",
    ),
    DemoCritic(
        "asmodeus", "Asmodeus", "A pen name, older than this house. Files from the aisle seat, by night."
    ),
)


@transaction.atomic
def load_accounts() -> dict[str, User]:
    """Create the missing accounts and critics. Returns all demo accounts by username."""
    accounts = {row.username: _account(row) for row in ACCOUNTS}
    for row in CRITICS:
        if not Critic.objects.filter(Q(slug=row.slug) | Q(aliases__slug=row.slug)).exists():
            _add_critic(row, accounts)
    return accounts


def _account(row: Account) -> User:
    existing = User.objects.filter(username=row.username).first()
    if existing:
        return existing
    account = User.objects.create_user(
        row.username,
        email=f"{row.username}@foyer.example",
        password=PASSWORD,
        first_name=row.first_name,
        last_name=row.last_name,
        is_staff=True,
    )
    account.groups.set(Group.objects.filter(name=row.role))
    return account


def _add_critic(row: DemoCritic, accounts: dict[str, User]) -> None:
    account = accounts.get(row.username)
    if account and Critic.objects.filter(account=account).exists():
        account = None  # it already has another critic
    critic = Critic.objects.create(slug=row.slug, name=row.name, biography=row.biography, account=account)
    changed(critic)

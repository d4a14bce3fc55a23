from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from reviews import workflow
from reviews.desk.steps.reassign import drafts_in_work
from reviews.management.arguments import allowed, get_user, require_typed
from reviews.models import Critic, Erasure

STAYS = (
    "What stays: the account's number, so that the audit log and four eyes still count one person; bylines, "
    "which are signed text, and the critic's page; what somebody typed into reasons, notes and comments. "
    "Not touched: backups, mail that was sent, the web server's logs."
)


class Command(BaseCommand):
    help = (
        "Put “former member” and a number in the place of an account's name and mail, close it, end its "
        f"sessions and preview links, and drop what it typed and never saved. It cannot be undone. {STAYS}"
    )

    def add_arguments(self, parser):
        parser.add_argument("person", help="a username, or the slug of the critic whose account it is")
        parser.add_argument(
            "--order", required=True, help="reference of the request, without the name: it is kept"
        )
        parser.add_argument("--operator", required=True, metavar="USER", help="whose name stands for it")
        parser.add_argument("--yes", action="store_true", help="do not ask for the username again")

    def handle(self, *args, person, order, operator, yes, **options):
        by = allowed(get_user(operator), "waive")
        account = find_account(person)
        if Erasure.objects.filter(account=account).exists():
            self.stdout.write(f"{account.username}: erased already")
            return
        self.stdout.write(STAYS)
        if not yes:
            require_typed(f"It cannot be undone. Type the username, {account.username}: ", account.username)
        try:
            workflow.erase_person(account, order=order, by=by)
        except workflow.Refused as error:
            raise CommandError(str(error)) from error
        account.refresh_from_db()
        self.stdout.write(f"{account.username}: erased{_left(account)}")


def find_account(person: str) -> User:
    """The account of this username, active or not, or of the critic with this slug."""
    account = User.objects.filter(Q(username=person) | Q(critic__slug=person)).order_by("pk").first()
    if not account:
        raise CommandError(f"No account is called “{person}”, and no critic of this slug has one.")
    return account


def _left(account: User) -> str:
    """What the operator may want to do next."""
    drafts = drafts_in_work().filter(review__author=account).count()
    critic = Critic.objects.filter(account=account).first()
    texts = [f"{drafts} texts in work: give them to another author" if drafts else ""]
    texts += [f"the critic “{critic.slug}” keeps name, page and biography" if critic else ""]
    return "".join(f"; {text}" for text in texts if text)

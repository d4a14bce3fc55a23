"""The step on old addresses: those of a review at another site, which redirect to it here."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from keys.old_addresses import old_address
from reviews.models import OldAddress, Review, Step
from reviews.workflow.base import Refused, lock, log_step
from reviews.workflow.stale_screens import NOTHING_SHOWN, Shown, refuse_stale

MAX_ADDRESSES = 50  # of a review


@transaction.atomic
def set_old_addresses(
    review: Review, *, addresses: Iterable[str], by: User, shown: Shown = NOTHING_SHOWN
) -> list[str]:
    """Replace the old addresses of a review; returns them as stored. Refused if one cannot be used."""
    lock(review)
    current = old_addresses_of(review)
    refuse_stale(shown, old_addresses="\n".join(current))
    requested = _usable(review, addresses)
    added, removed = set(requested) - set(current), set(current) - set(requested)
    review.old_addresses.filter(address__in=removed).delete()
    try:
        with transaction.atomic():
            OldAddress.objects.bulk_create(OldAddress(review=review, address=item) for item in sorted(added))
    except IntegrityError as error:
        raise Refused(_("One of these addresses was just given to another review. Send it again.")) from error
    if added or removed:  # without the addresses: what they tell may be why
        log_step(review, Step.OLD_ADDRESSES, by, detail=f"+{len(added)} −{len(removed)}")
    return requested


def old_addresses_of(review: Review) -> list[str]:
    return list(review.old_addresses.order_by("address").values_list("address", flat=True))


def keep_old_addresses(review: Review, addresses: Iterable[str]) -> None:
    """Give a review that an import just made these addresses, as `free_addresses` found them."""
    rows = [OldAddress(review=review, address=address) for address in addresses]
    OldAddress.objects.bulk_create(rows, ignore_conflicts=True)


def free_addresses(addresses: Iterable[str]) -> tuple[list[str], int]:
    """(those that a new review can have, as stored; how many others there are). No address: left out."""
    spelled = list(dict.fromkeys(filter(None, map(old_address, addresses))))
    taken = set(OldAddress.objects.filter(address__in=spelled).values_list("address", flat=True))
    free = [address for address in spelled if address not in taken and not is_of_this_site(address)]
    return free[:MAX_ADDRESSES], len(spelled) - len(free[:MAX_ADDRESSES])


def is_of_this_site(address: str) -> bool:
    """Whether this site has a page, file or form at the path, whatever it answers there today.

    Except by the route of editable pages, which matches every word: there a page wins if there is one.
    """
    path = address.partition("?")[0]
    if path == "/":
        return False  # with the number of a page behind it
    if f"{path}/".startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return True
    return any(map(_resolves, (path, f"{path}/")))


def _resolves(path: str) -> bool:
    try:
        route = getattr(resolve(path).func, "route", None)
    except Resolver404:
        return False
    return not (route and route.is_last)


def _usable(review: Review, addresses: Iterable[str]) -> list[str]:
    """The addresses as stored. Refuses all that cannot be used at once, each with what to do."""
    typed = {text.strip(): old_address(text) for text in addresses if text.strip()}
    others = OldAddress.objects.filter(address__in=typed.values()).exclude(review=review)
    taken = set(others.values_list("address", flat=True))
    problems = [_problem(text, address, taken) for text, address in typed.items()]
    if len(typed) > MAX_ADDRESSES:
        problems.append(_("At most %(most)s old addresses lead to a review.") % {"most": MAX_ADDRESSES})
    if any(problems):
        raise Refused(" ".join(filter(None, problems)))
    return sorted(set(typed.values()))


def _problem(text: str, address: str, taken: set[str]) -> str:
    values = {"address": text[:200]}
    if not address:
        return _("“%(address)s” is no address. Write it as “/2016/03/a-film/” or “/?p=123”.") % values
    if is_of_this_site(address):
        return _("“%(address)s” is an address of this site itself. Leave it out.") % values
    if address in taken:
        return _("“%(address)s” leads to another review. Leave it out, or take it from there.") % values
    return ""

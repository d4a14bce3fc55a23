"""Addresses that a post had at another site: which of them its review can have here."""

from django.urls import Resolver404, resolve
from django.utils.translation import ngettext

from keys.old_addresses import old_address
from reviews.importing.formats import Note, PostFields
from reviews.models import Review
from reviews.workflow.addresses.old_addresses import free_addresses


def lasting_slug(fields: PostFields) -> str:
    """The slug by which the review keeps its address, if that is of our own form and free; else ""."""
    for address in () if fields.is_draft else filter(None, map(old_address, fields.addresses)):
        try:
            match = resolve(f"{address.partition('?')[0]}/")
        except Resolver404:
            continue
        slug = match.kwargs["slug"] if match.view_name == "reviews:detail" else ""
        if slug and not Review.objects.at_address(slug):
            return slug
    return ""


def old_addresses(fields: PostFields, notes: list[Note]) -> tuple[str, ...]:
    """As they are stored, with a note. Without one, that of its slug; of a draft none, as it had none."""
    if fields.is_draft:
        return ()
    slug = (f"/{fields.slug}/",) if fields.slug and not fields.addresses else ()
    free, others = free_addresses(fields.addresses or slug)
    is_kept = bool(lasting_slug(fields))  # among the others: an address of this site
    if free:
        message = ngettext(
            "%(count)s old address will lead to this review once it is public.",
            "%(count)s old addresses will lead to this review once it is public.",
            len(free),
        )
        notes.append(Note("info", message % {"count": len(free)}))
    others -= is_kept
    if others:
        message = ngettext(
            "%(count)s old address was left out: this site or another review has it already.",
            "%(count)s old addresses were left out: this site or another review has them already.",
            others,
        )
        notes.append(Note("warning", message % {"count": others}))
    return tuple(free)

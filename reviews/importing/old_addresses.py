"""Addresses that a post had at another site: which of them its review can have here."""

from django.utils.translation import ngettext

from reviews.importing.formats import Note, PostFields
from reviews.workflow.addresses.old_addresses import free_addresses


def old_addresses(fields: PostFields, notes: list[Note]) -> tuple[str, ...]:
    """As they are stored, with a note. Without one, that of its slug; of a draft none, as it had none."""
    if fields.is_draft:
        return ()
    slug = (f"/{fields.slug}/",) if fields.slug and not fields.addresses else ()
    free, others = free_addresses(fields.addresses or slug)
    if free:
        message = ngettext(
            "%(count)s old address will lead to this review once it is public.",
            "%(count)s old addresses will lead to this review once it is public.",
            len(free),
        )
        notes.append(Note("info", message % {"count": len(free)}))
    if others:
        message = ngettext(
            "%(count)s old address was left out: this site or another review has it already.",
            "%(count)s old addresses were left out: this site or another review has them already.",
            others,
        )
        notes.append(Note("warning", message % {"count": others}))
    return tuple(free)

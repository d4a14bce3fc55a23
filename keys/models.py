"""Keys: the lasting names of things, which documents, exports and readers' progress use."""

from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class KeyedQuerySet(models.QuerySet):
    def by_key(self, key: UUID):
        """The thing of this key, or the one into which that key was merged; None if neither."""
        return self.filter(models.Q(key=key) | models.Q(aliases__key=key)).first()

    def at_address(self, slug: str):
        """The thing that has, or once had, this address; None if none ever did."""
        return self.filter(slug=slug).first() or self.filter(aliases__slug=slug).first()

    def by_keys(self, keys) -> dict[UUID, models.Model]:
        """Things by the keys asked for, aliases followed. Keys of nothing are left out.

        Two queries, whatever the number of keys.
        """
        keys = set(keys)
        if not keys:
            return {}
        found = {thing.key: thing for thing in self.filter(key__in=keys)}
        alias = self.model._meta.get_field("aliases").related_model
        missing = keys - found.keys()
        rows = alias.objects.filter(key__in=missing).values_list("key", "thing_id") if missing else ()
        merged = {thing.pk: thing for thing in self.filter(pk__in={pk for _, pk in rows})} if rows else {}
        return found | {key: merged[pk] for key, pk in rows if pk in merged}


class Keyed(models.Model):
    key = models.UUIDField(
        _("permanent ID"),
        default=uuid4,
        unique=True,
        editable=False,
        help_text=_("Used in links and exports. It never changes."),
    )

    objects = KeyedQuerySet.as_manager()

    class Meta:
        abstract = True


class Alias(models.Model):
    """An earlier key or an earlier slug of a thing, which still leads to it, for ever.

    Each kind of thing has its own table of these, with `thing` pointing at it.
    """

    key = models.UUIDField(_("permanent ID"), null=True, unique=True, editable=False)
    slug = models.SlugField(_("slug"), max_length=100, null=True, unique=True, allow_unicode=False)  # noqa: DJ001 a row has one of the two

    class Meta:
        abstract = True
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(key__isnull=False) ^ models.Q(slug__isnull=False),
                name="%(class)s_key_or_slug",
            )
        ]

    def __str__(self):
        return str(self.slug or self.key)


@transaction.atomic
def rekey(thing: Keyed, key: UUID | None = None) -> None:
    """Give `thing` a new key and keep the old one as an alias of it."""
    aliases = thing.aliases.model
    aliases.objects.create(thing=thing, key=thing.key)
    thing.key = key or uuid4()
    thing.save(update_fields=["key"])


@transaction.atomic
def keep_former_slug(thing: models.Model, former: str) -> None:
    """Let the address that `thing` had before lead to it, unless it has taken it up again."""
    aliases = thing.aliases.model
    aliases.objects.filter(slug=thing.slug, thing=thing).delete()
    if former and former != thing.slug:
        aliases.objects.update_or_create(slug=former, defaults={"thing": thing})

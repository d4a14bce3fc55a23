"""Keys: permanent UUIDs of objects, used in documents, exports and readers' progress; and their aliases."""

from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _


class KeyedQuerySet(models.QuerySet):
    def by_key(self, key: UUID):
        """The object with this key, or with it as an alias (merged objects); None if there is none."""
        return self.filter(models.Q(key=key) | models.Q(aliases__key=key)).first()

    def at_address(self, slug: str):
        """The object that has or had this slug, or None."""
        return self.filter(slug=slug).first() or self.filter(aliases__slug=slug).first()

    def by_keys(self, keys) -> dict[UUID, models.Model]:
        """Objects by key, including aliases. Unknown keys are left out.

        At most three queries for any number of keys.
        """
        keys = set(keys)
        if not keys:
            return {}
        objects = {instance.key: instance for instance in self.filter(key__in=keys)}
        alias = self.model._meta.get_field("aliases").related_model
        missing = keys - objects.keys()
        rows = alias.objects.filter(key__in=missing).values_list("key", "thing_id") if missing else ()
        pks = {pk for _, pk in rows}
        merged = {instance.pk: instance for instance in self.filter(pk__in=pks)} if rows else {}
        return objects | {key: merged[pk] for key, pk in rows if pk in merged}


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
    """A former key or a former slug of an object, which leads to it permanently.

    Abstract: each model has a table of its own, with a foreign key `thing`.
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
    """Change the key of an object and keep the old one as an alias."""
    aliases = thing.aliases.model
    aliases.objects.create(thing=thing, key=thing.key)
    thing.key = key or uuid4()
    thing.save(update_fields=["key"])


@transaction.atomic
def keep_former_slug(thing: models.Model, former: str) -> None:
    """Store the former slug of an object as an alias, and delete the alias of its current slug."""
    aliases = thing.aliases.model
    aliases.objects.filter(slug=thing.slug, thing=thing).delete()
    if former and former != thing.slug:
        aliases.objects.update_or_create(slug=former, defaults={"thing": thing})

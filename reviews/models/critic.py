from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from images.models import Image
from keys.addresses import reverse
from keys.models import Alias, Keyed, KeyedQuerySet
from shield.markdown_field import MarkdownField


class CriticQuerySet(KeyedQuerySet):
    def of_editions(self, editions):
        """Critics in the bylines of any of these editions.

        One is looked for by critic: for EXISTS, PostgreSQL would join all editions with all bylines.
        """
        by_critic = editions.filter(edition_critics__critic=models.OuterRef("pk")).order_by()
        return self.alias(any=models.Subquery(by_critic.values("pk")[:1])).filter(any__isnull=False)


class Critic(Keyed):
    """A person named in bylines, perhaps with a user account."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    biography = MarkdownField(_("biography"), blank=True, help_text=_("Markdown."))
    picture = models.ForeignKey(
        Image, verbose_name=_("picture"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="critic",
    )

    objects = CriticQuerySet.as_manager()

    class Meta:
        verbose_name = _("critic")
        verbose_name_plural = _("critics")
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("reviews:critic", args=[self.slug])


class CriticAlias(Alias):
    thing = models.ForeignKey(Critic, on_delete=models.CASCADE, related_name="aliases")

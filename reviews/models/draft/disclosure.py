"""Draft rows of disclosures: content advisories and second opinions.

No public module may import these tables (tests/repository/test_architecture.py).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from reviews import document as d
from reviews.models.critic import Critic
from reviews.models.draft.choices import AdvisoryKind
from reviews.models.draft.draft import Draft, DraftPart, LineField, text_field


class DraftAdvisory(DraftPart):
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="advisories")
    kind = models.CharField(_("warns of"), max_length=15, choices=AdvisoryKind, default=AdvisoryKind.VIOLENCE)
    label = text_field(d.Advisory, "label", help_text=_("Shown to everybody. Never a spoiler."))
    details = text_field(d.Advisory, "details", help_text=_("Withheld until somebody asks: they may spoil."))

    class Meta(DraftPart.Meta):
        verbose_name = _("content advisory")
        verbose_name_plural = _("content advisories")


class DraftOpinion(DraftPart):
    """A second opinion of another critic, scored on the draft's scale."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="opinions")
    critic = models.ForeignKey(
        Critic, verbose_name=_("critic"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = text_field(d.Opinion, "name", help_text=_("Empty: the critic's own name."))
    text = text_field(d.Opinion, "text")
    score = models.PositiveSmallIntegerField(
        _("score"), null=True, blank=True, help_text=_("In the scale's smallest steps.")
    )
    printed_word = LineField(limit=60, blank=True, editable=False)

    class Meta(DraftPart.Meta):
        verbose_name = _("second opinion")
        verbose_name_plural = _("second opinions")

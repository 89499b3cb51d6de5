"""What was typed in the meeting itself, on the slide that was being talked about."""

from django.db import models
from django.db.models import Q

from acties.models.actie import Mijlpaal, Statusmelding
from acties.models.overleg import Besluit, Overleg


class TerPlekke(models.Model):
    """A decision, a milestone or a status that was agreed in this meeting; `acties.overleg.terplekke` writes it.

    `sleutel` is made by the form in which it was typed: what is sent again after the network dropped is stored once.
    `kenmerk` is a hash of what was typed, to know other words under the same key; '' in rows of before there was one.
    Two forms in which the same was typed at once are one thing with two keys, and two meetings can agree on the same.
    """

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="ter_plekke", verbose_name="overleg")
    sleutel = models.CharField("sleutel", max_length=40)
    kenmerk = models.CharField("kenmerk", max_length=64, blank=True)
    besluit = models.ForeignKey(Besluit, models.CASCADE, null=True, related_name="ter_plekke")
    mijlpaal = models.ForeignKey(Mijlpaal, models.CASCADE, null=True, related_name="ter_plekke")
    melding = models.ForeignKey(Statusmelding, models.CASCADE, null=True, related_name="ter_plekke")
    op = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "ter plekke afgesproken"
        verbose_name_plural = "ter plekke afgesproken"
        ordering = ["op", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["overleg", "sleutel"], name="ter_plekke_eenmaal_per_formulier"),
            models.CheckConstraint(
                condition=Q(besluit__isnull=False, mijlpaal__isnull=True, melding__isnull=True)
                | Q(besluit__isnull=True, mijlpaal__isnull=False, melding__isnull=True)
                | Q(besluit__isnull=True, mijlpaal__isnull=True, melding__isnull=False),
                name="ter_plekke_is_een_ding",
            ),
        ]

    def __str__(self):
        return f"{self.besluit or self.mijlpaal or self.melding} ({self.overleg})"

from django.db import models

from basis.halfjaar import HalfjaarField


class Doelsoort(models.TextChoices):
    """The five kinds of goal in the agreements; each is worded and drawn its own way."""

    MINSTENS = "minstens", "minstens of circa"
    PLAFOND = "plafond", "plafond"
    BAND = "band", "band"
    GEMIDDELDE = "gemiddelde", "gemiddelde"
    PLANSTAND = "planstand", "stand van de plannen"


class DoelstellingQuerySet(models.QuerySet):
    def geldig(self, op=None):
        """The goals in force now, or on a day."""
        if op is None:
            return self.filter(vervangen_door__isnull=True)
        return self.filter(
            models.Q(vervangen_door__isnull=True) | models.Q(vervangen_door__sinds__gt=op), sinds__lte=op
        )


class Doelstelling(models.Model):
    """What the parties agreed for one indicator: a value or band, by when, and where it stands.

    Values are in the unit of the indicator: homes, or a fraction (0.30 is 30 %), or months. An adjusted goal
    keeps the old one: the old row points to the row that replaced it.
    """

    indicator = models.CharField("indicator", max_length=4)
    soort = models.CharField("soort doel", max_length=12, choices=Doelsoort)
    omschrijving = models.CharField("doel in woorden", max_length=200)
    waarde = models.DecimalField("waarde", max_digits=10, decimal_places=4, null=True, blank=True)
    waarde_tot = models.DecimalField("waarde tot (band)", max_digits=10, decimal_places=4, null=True, blank=True)
    nulwaarde = models.DecimalField("uitgangswaarde", max_digits=10, decimal_places=4, null=True, blank=True)
    uiterlijk = HalfjaarField("uiterlijk in", null=True, blank=True)
    paragraaf = models.CharField("paragraaf", max_length=120)
    sinds = models.DateField("afgesproken op")
    reden = models.TextField("reden van aanpassing", blank=True)
    vervangen_door = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="vervangt", verbose_name="vervangen door"
    )

    objects = DoelstellingQuerySet.as_manager()

    class Meta:
        verbose_name = "doelstelling"
        verbose_name_plural = "doelstellingen"
        ordering = ["indicator", "-sinds", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(soort__in=Doelsoort.values), name="doelsoort_bekend"),
            models.CheckConstraint(
                condition=models.Q(waarde_tot__isnull=True)
                | models.Q(soort="band", waarde_tot__gte=models.F("waarde")),
                name="doel_band_heeft_volgorde",
            ),
        ]

    def __str__(self):
        return f"{self.indicator}: {self.omschrijving}"

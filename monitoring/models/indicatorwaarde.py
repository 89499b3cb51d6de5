from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Now

from basis.halfjaar import HalfjaarField
from basis.models import Buurt, Partij, Wijk

HUIDIG = Q(tot__isnull=True)


class IndicatorWaardeQuerySet(models.QuerySet):
    def bekend_op(self, moment):
        """What was known at this moment: computed by then, and not yet superseded."""
        return self.filter(models.Q(tot__isnull=True) | models.Q(tot__gt=moment), van__lte=moment)


class HuidigManager(models.Manager.from_queryset(IndicatorWaardeQuerySet)):
    """The figures as they are known now."""

    def get_queryset(self):
        return super().get_queryset().filter(HUIDIG)


class IndicatorWaarde(models.Model):
    """One figure of one half-year: numerator and, for a share, denominator.

    Scope: without partij it is the figure of all parties together; without wijk that of the whole city;
    with wijk and buurt that of the buurt. `onderdeel` is a part of the figure, such as 'nieuwbouw' of V1;
    '' is the figure itself. What a half-year means for the reader (cumulative, per calendar year) is said by
    the indicator and worked out when the series is read: `monitoring.reeksen`.

    Nothing is overwritten: a figure that changes gets an end (`tot`), and a new row beside it. Foreign keys have no
    index over all of that: pages ask for what is known now, of a wijk or of the city (`waarde_wijk`).
    """

    indicator = models.CharField(max_length=4)
    halfjaar = HalfjaarField()
    partij = models.ForeignKey(Partij, models.CASCADE, null=True, related_name="+", db_index=False)
    wijk = models.ForeignKey(Wijk, models.CASCADE, null=True, related_name="+", db_index=False)
    buurt = models.ForeignKey(Buurt, models.CASCADE, null=True, related_name="+", db_index=False)
    onderdeel = models.CharField(max_length=100, blank=True)  # may hold three codes
    teller = models.FloatField()
    noemer = models.FloatField()
    partijen = models.PositiveIntegerField(default=1)  # how many parties are in the figure
    van = models.DateTimeField("bekend sinds", db_default=Now())
    tot = models.DateTimeField("bekend tot", null=True)

    objects = HuidigManager()
    geschiedenis = IndicatorWaardeQuerySet.as_manager()

    class Meta:
        verbose_name = "indicatorwaarde"
        verbose_name_plural = "indicatorwaarden"
        constraints = [
            # nulls as 0: SQLite knows no 'nulls not distinct'
            models.UniqueConstraint(
                "halfjaar",
                Coalesce("partij", 0),
                "indicator",
                "onderdeel",
                Coalesce("wijk", 0),
                Coalesce("buurt", 0),
                condition=HUIDIG,
                name="waarde_eenmaal",
            ),
            models.CheckConstraint(
                condition=Q(buurt__isnull=True) | Q(wijk__isnull=False), name="waarde_buurt_in_wijk"
            ),
        ]
        indexes = [
            models.Index(fields=["halfjaar", "partij"], condition=HUIDIG, name="waarde_halfjaar_partij"),
            models.Index(fields=["indicator", "halfjaar"], condition=HUIDIG & Q(wijk__isnull=True), name="waarde_stad"),
            models.Index(fields=["wijk", "indicator", "halfjaar"], condition=HUIDIG, name="waarde_wijk"),
            models.Index(fields=["buurt", "indicator", "halfjaar"], condition=HUIDIG, name="waarde_buurt"),
            models.Index(fields=["halfjaar", "wijk"], condition=HUIDIG & Q(partij__isnull=True), name="waarde_samen"),
            models.Index(fields=["indicator", "halfjaar", "van"], name="waarde_geschiedenis"),
        ]

    def __str__(self):
        return f"{self.indicator} {self.halfjaar} {self.onderdeel}"


class Berekening(models.Model):
    """From which deliveries the figures of a half-year were made, from a moment on. Append-only."""

    halfjaar = HalfjaarField("halfjaar")
    leveringen = models.JSONField("leveringen per partij")
    op = models.DateTimeField("berekend op")

    class Meta:
        verbose_name = "berekening"
        verbose_name_plural = "berekeningen"
        ordering = ["halfjaar", "op"]
        indexes = [models.Index(fields=["op", "halfjaar"], name="berekening_op")]

    def __str__(self):
        return f"{self.halfjaar} {self.op}"


class Rekenstand(models.Model):
    """What was last computed for a half-year, and from which deliveries: tells what must still be done.

    Its row is also the lock under which a half-year is computed. `grondslag` is the fingerprint of what figures rest
    on besides deliveries. `versie` counts every computation and never goes back, so that the sum over all half-years
    changes whenever any figure does.
    """

    halfjaar = HalfjaarField("halfjaar", unique=True)
    leveringen = models.JSONField("leveringen per partij", default=dict)
    grondslag = models.CharField("grondslag", max_length=64, blank=True)
    versie = models.PositiveIntegerField("versie", default=0)
    berekend_op = models.DateTimeField("berekend op", null=True)

    class Meta:
        verbose_name = "rekenstand"
        verbose_name_plural = "rekenstanden"

    def __str__(self):
        return str(self.halfjaar)

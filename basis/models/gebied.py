from collections.abc import Iterable

from django.db import models


class GebiedQuerySet(models.QuerySet):
    def in_editie(self, jaar: int):
        """The areas of the edition of this year: see `editie_van`."""
        edities = self.model.objects.order_by().values_list("editie", flat=True).distinct()
        return self.filter(editie=editie_van(edities, jaar)) if edities else self.none()


def editie_van(edities: Iterable[int], jaar: int) -> int:
    """The newest edition that is not newer than `jaar`; before the first edition, the first."""
    found = sorted(edities)
    return ([editie for editie in found if editie <= jaar] or found[:1])[-1]


class Wijk(models.Model):
    """A CBS wijk (WK030701 …) of one yearly edition."""

    code = models.CharField("code", max_length=8)
    editie = models.PositiveSmallIntegerField("editie (jaar)")
    naam = models.CharField("naam", max_length=80)
    vorm = models.JSONField("vorm (GeoJSON, WGS84)", null=True, blank=True, editable=False)
    # its rough place on a map of squares, from 1; that map stands in while no shapes are loaded
    tegel_kolom = models.PositiveSmallIntegerField("kolom op de tegelkaart", null=True, blank=True)
    tegel_rij = models.PositiveSmallIntegerField("rij op de tegelkaart", null=True, blank=True)

    objects = GebiedQuerySet.as_manager()

    class Meta:
        verbose_name = "wijk"
        verbose_name_plural = "wijken"
        ordering = ["-editie", "code"]
        constraints = [models.UniqueConstraint(fields=["code", "editie"], name="wijk_eenmaal_per_editie")]

    def __str__(self):
        return self.naam


class Buurt(models.Model):
    """A CBS buurt (BU03070101 …) of one yearly edition, part of a wijk of that edition."""

    code = models.CharField("code", max_length=10)
    editie = models.PositiveSmallIntegerField("editie (jaar)")
    naam = models.CharField("naam", max_length=80)
    wijk = models.ForeignKey(Wijk, models.PROTECT, related_name="buurten", verbose_name="wijk")
    vorm = models.JSONField("vorm (GeoJSON, WGS84)", null=True, blank=True, editable=False)

    objects = GebiedQuerySet.as_manager()

    class Meta:
        verbose_name = "buurt"
        verbose_name_plural = "buurten"
        ordering = ["-editie", "code"]
        constraints = [models.UniqueConstraint(fields=["code", "editie"], name="buurt_eenmaal_per_editie")]

    def __str__(self):
        return self.naam


class Gebied(models.Model):
    """An area of our own, such as Langs Eem en Spoor: a named set of wijken and buurten."""

    code = models.SlugField("code", unique=True)
    naam = models.CharField("naam", max_length=80, unique=True)
    wijken = models.ManyToManyField(Wijk, blank=True, verbose_name="wijken")
    buurten = models.ManyToManyField(Buurt, blank=True, verbose_name="buurten")

    class Meta:
        verbose_name = "eigen gebied"
        verbose_name_plural = "eigen gebieden"
        ordering = ["naam"]

    def __str__(self):
        return self.naam

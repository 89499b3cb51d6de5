"""One model per sheet. A row belongs to a delivery and keeps its row number in the sheet."""

from django.db import models

from basis.halfjaar import HalfjaarField
from basis.models import Buurt, Partijsoort, Wijk
from voorraad.models.codes import Codewaarde
from voorraad.models.levering import Levering

SOCIALE_HUUR = "sociale-huur"
MIDDENHUUR = "middenhuur"


def _code(label, blank=False):
    return models.CharField(label, max_length=40, blank=blank)


def _gebied(model, **kwargs):
    """Without constraint and index in the database: rows go in by hundreds of thousands (docs/adr/0010)."""
    kwargs |= {"null": True, "related_name": "+", "db_constraint": False, "db_index": False}
    return models.ForeignKey(model, models.PROTECT, **kwargs)


class Rij(models.Model):
    """A row of a sheet, placed in a wijk and, when the code was a buurtcode, in a buurt."""

    levering = models.ForeignKey(Levering, models.CASCADE)
    rijnummer = models.PositiveIntegerField("rij")
    wijk = _gebied(Wijk)
    buurt = _gebied(Buurt, blank=True)

    class Meta:
        abstract = True
        ordering = ["levering", "rijnummer"]

    def __str__(self):
        return f"rij {self.rijnummer}"


class VoorraadstandQuerySet(models.QuerySet):
    def sociale_huur(self):
        return self.filter(segment=SOCIALE_HUUR)


class Voorraadstand(Rij):
    """Stock on the reference date, in homes."""

    segment = _code("segment")
    prijscategorie = _code("prijscategorie")
    woningtype = _code("woningtype")
    energielabel = _code("energielabel")
    geschikt = _code("geschikt voor ouderen")
    aantal = models.PositiveIntegerField("aantal")

    objects = VoorraadstandQuerySet.as_manager()

    class Meta(Rij.Meta):
        verbose_name = "voorraadstand"
        verbose_name_plural = "voorraad"


class MutatieQuerySet(models.QuerySet):
    def sociale_huur(self):
        return self.filter(segment=SOCIALE_HUUR)

    def middenhuur(self):
        return self.filter(segment=MIDDENHUUR)

    def soort(self, *soorten):
        return self.filter(soort=soorten[0]) if len(soorten) == 1 else self.filter(soort__in=soorten)


class Mutatie(Rij):
    """A change in the half-year, in homes. Only `splitsen` (net) and `correctie` may be negative."""

    soort = _code("soort")
    segment = _code("segment")
    naar_segment = _code("naar segment", blank=True)
    project = models.CharField("project", max_length=40, blank=True)
    daeb_koop = models.BooleanField("DAEB-koop", default=False)
    middeninkomen = models.BooleanField("koper middeninkomen", default=False)
    aantal = models.IntegerField("aantal")
    toelichting = models.CharField("toelichting", max_length=500, blank=True)

    objects = MutatieQuerySet.as_manager()

    class Meta(Rij.Meta):
        verbose_name = "mutatie"
        verbose_name_plural = "mutaties"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(aantal__gte=0) | models.Q(soort__in=["splitsen", "correctie"]),
                name="mutatie_aantal_niet_negatief",
            )
        ]


class ProjectQuerySet(models.QuerySet):
    def sociale_huur(self):
        return self.filter(segment=SOCIALE_HUUR)

    def nieuwbouw(self):
        return self.filter(soort="nieuwbouw")

    def eigen(self):
        """What corporations build, as they list it themselves."""
        return self.filter(_CORPORATIE).exclude(_GEMEENTE)

    def van_anderen(self):
        """What others build, mostly market parties, as the municipality lists it."""
        return self.filter(_GEMEENTE).exclude(_CORPORATIE)

    def eenmaal(self):
        """Every project once, also when a corporation and the municipality both list it: from who is to list it."""
        return self.filter((_CORPORATIE & ~_GEMEENTE) | (~_CORPORATIE & _GEMEENTE))

    def voor_corporaties(self):
        """What a corporation will own, and what it demolishes, whoever owns what comes in its place."""
        return self.filter(models.Q(eigenaar="corporatie") | (_CORPORATIE & models.Q(soort="sloop")))

    def nog_te_komen(self):
        return self.filter(gerealiseerd_halfjaar__isnull=True)

    def gerealiseerd_in(self, halfjaar):
        return self.filter(gerealiseerd_halfjaar=halfjaar)


_CORPORATIE = models.Q(initiatiefnemer="corporatie")
_GEMEENTE = models.Q(levering__partij__soort=Partijsoort.GEMEENTE)


class Project(Rij):
    """One line of the plan list, realised or to come, in homes."""

    projectcode = models.CharField("projectcode", max_length=40)
    naam = models.CharField("naam", max_length=120)
    initiatiefnemer = _code("initiatiefnemer")
    eigenaar = _code("eigenaar na oplevering")
    soort = _code("soort")
    segment = _code("segment")
    aantal = models.PositiveIntegerField("aantal")
    planstatus = _code("planstatus")
    hardheid = _code("hardheid")
    verwacht_halfjaar = HalfjaarField("verwacht halfjaar")
    gerealiseerd_halfjaar = HalfjaarField("gerealiseerd halfjaar", null=True, blank=True)
    biobased = models.BooleanField("biobased", default=False)
    conceptueel = models.BooleanField("conceptueel", default=False)

    objects = ProjectQuerySet.as_manager()

    class Meta(Rij.Meta):
        verbose_name = "project"
        verbose_name_plural = "projecten"


class ToewijzingQuerySet(models.QuerySet):
    def urgent(self):
        return self.filter(doelgroep__in=Codewaarde.objects.urgent().values("code"))

    def regulier(self):
        return self.exclude(doelgroep__in=Codewaarde.objects.urgent().values("code"))

    def boven_inkomensgrens(self):
        return self.filter(boven_inkomensgrens=True)


class Toewijzing(Rij):
    """Allocations of social homes that came free, in homes; the waiting time in months."""

    doelgroep = _code("doelgroep")
    boven_inkomensgrens = models.BooleanField("inkomen boven grens", default=False)
    prijscategorie = _code("prijscategorie")
    nieuwbouw = models.BooleanField("nieuwbouw", default=False)
    wachttijd_uitstroom = models.DecimalField(
        "gem. wachttijd uitstroom (maanden)", max_digits=6, decimal_places=1, null=True, blank=True
    )
    aantal = models.PositiveIntegerField("aantal")

    objects = ToewijzingQuerySet.as_manager()

    class Meta(Rij.Meta):
        verbose_name = "toewijzing"
        verbose_name_plural = "toewijzingen"


class GemeentegegevenQuerySet(models.QuerySet):
    def gegeven(self, gegeven):
        return self.filter(gegeven=gegeven)


class Gemeentegegeven(Rij):
    """What only the municipality knows: persons for statushouders, seekers per group, homes of market parties."""

    gegeven = _code("gegeven")
    doelgroep = _code("doelgroep", blank=True)
    segment = _code("segment", blank=True)
    aantal = models.PositiveIntegerField("aantal")
    wachttijd = models.DecimalField("gem. wachttijd (maanden)", max_digits=6, decimal_places=1, null=True, blank=True)
    toelichting = models.CharField("toelichting", max_length=500, blank=True)

    objects = GemeentegegevenQuerySet.as_manager()

    class Meta(Rij.Meta):
        verbose_name = "gemeentegegeven"
        verbose_name_plural = "gemeentegegevens"

import re
from dataclasses import dataclass

from django.db import models

# '?LIJST.CODE (what it means)', or a spelling of its own instead of the VERA code
_OOK = re.compile(r"(\??)((?:([A-Z]+)\.)?([^()]+?))(?: \((.+)\))?")


class Codelijst(models.TextChoices):
    SEGMENT = "segment", "segment"
    PRIJSCATEGORIE = "prijscategorie", "prijscategorie"
    WONINGTYPE = "woningtype", "woningtype"
    ENERGIELABEL = "energielabel", "energielabel"
    GESCHIKT = "geschikt", "geschikt voor ouderen"
    MUTATIESOORT = "mutatiesoort", "soort mutatie"
    PROJECTSOORT = "projectsoort", "soort project"
    INITIATIEFNEMER = "initiatiefnemer", "initiatiefnemer"
    EIGENAAR = "eigenaar", "eigenaar na oplevering"
    PLANSTATUS = "planstatus", "planstatus"
    HARDHEID = "hardheid", "hardheid"
    DOELGROEP = "doelgroep", "doelgroep"
    GEGEVEN = "gegeven", "gegeven van de gemeente"


class CodewaardeQuerySet(models.QuerySet):
    def urgent(self):
        """The groups that the housing ordinance calls urgent."""
        return self.filter(lijst=Codelijst.DOELGROEP, urgent=True)


@dataclass(frozen=True)
class Betekenis:
    """What a spelling of a code stands for, in which VERA list it does, and whether it is sure without asking."""

    tekst: str
    vera_lijst: str = ""
    zeker: bool = True


class Codewaarde(models.Model):
    """One value of one code list, with the code of the sector standard VERA (CC0) beside our own."""

    lijst = models.CharField("lijst", max_length=20, choices=Codelijst)
    code = models.SlugField("code", max_length=40)
    naam = models.CharField("naam", max_length=80)
    toelichting = models.CharField("toelichting", max_length=200, blank=True)
    vera_lijst = models.CharField("VERA-lijst", max_length=40, blank=True)
    vera_code = models.CharField("VERA-code", max_length=10, blank=True)
    ook = models.CharField(
        "ook geschreven als",
        max_length=800,
        blank=True,
        help_text=(
            "Met komma’s; een VERA-code als LIJST.CODE, met tussen haakjes wat zij hier betekent. De controle vraagt "
            "na wat bij meer codes staat, en waar een vraagteken voor staat."
        ),
    )
    urgent = models.BooleanField("urgent", default=False, help_text="Alleen voor doelgroepen.")
    actief = models.BooleanField("actief", default=True)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)

    objects = CodewaardeQuerySet.as_manager()

    class Meta:
        verbose_name = "code"
        verbose_name_plural = "codelijsten"
        ordering = ["lijst", "volgorde", "code"]
        constraints = [models.UniqueConstraint(fields=["lijst", "code"], name="code_eenmaal_per_lijst")]

    def __str__(self):
        return self.naam

    def schrijfwijzen(self) -> dict[str, Betekenis]:
        """All that may stand in a cell and means this value: our code, the name, VERA codes with and without list."""
        meaning = self.toelichting or self.naam
        found = {self.code: Betekenis(meaning), self.naam: Betekenis(meaning)}
        others = [f"{self.vera_lijst}.{self.vera_code}"] if self.vera_code else []
        for each in [*others, *self.ook.split(",")]:
            if parts := _OOK.fullmatch(each.strip()):
                ask, whole, lijst, code, tekst = parts.groups()
                said = Betekenis(tekst or meaning, lijst or "", not ask)
                for spelling in (whole, code):
                    known = found.get(spelling, said)
                    found[spelling] = said if known.zeker else known
        return found


class Huurgrens(models.Model):
    """A rent limit of one year, in euros a month; a price category is computed with the limits of its own year."""

    class Grens(models.TextChoices):
        KWALITEITSKORTING = "kwaliteitskorting", "kwaliteitskortingsgrens"
        AFTOPPING_LAAG = "aftopping-laag", "aftoppingsgrens laag"
        AFTOPPING_HOOG = "aftopping-hoog", "aftoppingsgrens hoog"
        DAEB = "daeb", "DAEB-huurgrens"
        MIDDENHUUR = "middenhuur", "middenhuurgrens"

    jaar = models.PositiveSmallIntegerField("jaar")
    grens = models.CharField("grens", max_length=20, choices=Grens)
    bedrag = models.DecimalField("bedrag per maand (€)", max_digits=8, decimal_places=2)
    bron = models.CharField("bron", max_length=200)
    te_controleren = models.BooleanField("te controleren", default=False)

    class Meta:
        verbose_name = "huurgrens"
        verbose_name_plural = "huurgrenzen"
        ordering = ["-jaar", "bedrag"]
        constraints = [models.UniqueConstraint(fields=["jaar", "grens"], name="huurgrens_eenmaal_per_jaar")]

    def __str__(self):
        return f"{self.get_grens_display()} {self.jaar}"

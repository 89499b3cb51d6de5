"""Meetings: who sits together how often, each meeting with its agenda, and what was decided there."""

from __future__ import annotations

import datetime
from textwrap import shorten

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from acties.models.actie import Actie
from acties.models.knelpunt import Knelpunt, asked_of
from acties.models.thema import Thema
from basis.halfjaar import HalfjaarField
from basis.models import Partij

BO = "bo"  # the kind of meeting of aldermen and directors
KORT = 180  # so many signs of a decision stand in a title: a point of an agenda has room for 200


class Frequentie(models.TextChoices):
    JAAR = "jaar", "elk jaar"
    HALFJAAR = "halfjaar", "elk halfjaar"
    KWARTAAL = "kwartaal", "elk kwartaal"
    MAAND = "maand", "elke maand"

    @property
    def maanden(self) -> int:
        return {"jaar": 12, "halfjaar": 6, "kwartaal": 3, "maand": 1}[self.value]


class Overlegvorm(models.Model):
    """A kind of meeting: how often, and who sits there. This structure is data, because it is adjusted when needed."""

    code = models.SlugField("code", unique=True, max_length=30)
    naam = models.CharField("naam", max_length=100, unique=True)
    frequentie = models.CharField("hoe vaak", max_length=10, choices=Frequentie)
    partijen = models.ManyToManyField(Partij, related_name="overlegvormen", verbose_name="partijen")
    tafel = models.TextField("wie er aan tafel zitten", blank=True, help_text="De rollen, zoals ‘wethouder wonen’.")
    themas = models.ManyToManyField(
        Thema,
        blank=True,
        verbose_name="thema’s",
        help_text="Waar de agenda over gaat. Leeg: over alle thema’s.",
    )
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    actief = models.BooleanField("actief", default=True, help_text="Uit: er wordt geen volgend overleg voorgesteld.")

    class Meta:
        verbose_name = "overlegvorm"
        verbose_name_plural = "overlegvormen"
        ordering = ["volgorde", "naam"]
        constraints = [
            models.CheckConstraint(condition=Q(frequentie__in=Frequentie.values), name="overlegvorm_frequentie_bekend")
        ]

    def __str__(self):
        return self.naam


class Overlegstatus(models.TextChoices):
    GEPLAND = "gepland", "gepland"
    GEHOUDEN = "gehouden", "gehouden"
    VERVALLEN = "vervallen", "vervallen"


class OverlegQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody who is logged in sees all meetings."""
        return self if user.is_authenticated else self.none()

    def komend(self):
        """What is still to be held, the first one first; also where nobody said yet that it was held."""
        return self.filter(status=Overlegstatus.GEPLAND).order_by("datum", "begin", "pk")

    def geweest(self):
        return self.exclude(status=Overlegstatus.GEPLAND)

    def vorige(self, dag: datetime.date):
        """Of each kind the last one that was held before this day: the BO in front, then the newest."""
        held = self.filter(status=Overlegstatus.GEHOUDEN, datum__lt=dag)
        last = held.filter(vorm=OuterRef("vorm")).order_by("-datum", "-begin", "-pk").values("pk")[:1]
        first = Case(When(vorm__code=BO, then=0), default=1)
        return held.filter(pk=Subquery(last)).select_related("vorm").order_by(first, "-datum", "-begin", "-pk")


class Overleg(models.Model):
    """One meeting. Date and times are those of the clock in Amersfoort.

    `acties.overleg.overleggen` writes it. `voorstel` marks a date that nobody confirmed yet.
    """

    vorm = models.ForeignKey(Overlegvorm, models.PROTECT, related_name="overleggen", verbose_name="soort overleg")
    titel = models.CharField("titel", max_length=120, blank=True, help_text="Leeg: de naam van het soort overleg.")
    datum = models.DateField("datum")
    begin = models.TimeField("begint om")
    einde = models.TimeField("tot", null=True, blank=True)
    plaats = models.CharField("plaats", max_length=200, blank=True)
    halfjaar = HalfjaarField("halfjaar")
    status = models.CharField("status", max_length=10, choices=Overlegstatus, default=Overlegstatus.GEPLAND)
    reden = models.TextField("waarom het niet doorgaat", blank=True)
    voorstel = models.BooleanField("de datum is nog een voorstel", default=False)
    gasten = models.CharField("wie er nog meer waren", max_length=500, blank=True)
    gewijzigd_op = models.DateTimeField("gewijzigd op", auto_now=True)

    objects = OverlegQuerySet.as_manager()

    class Meta:
        verbose_name = "overleg"
        verbose_name_plural = "overleggen"
        ordering = ["-datum", "-begin", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vorm", "datum", "begin"],
                condition=~Q(status="vervallen"),
                name="overleg_eenmaal_per_moment",
                violation_error_message="Dit overleg staat al op dit moment in de planning.",
            ),
            models.CheckConstraint(condition=Q(status__in=Overlegstatus.values), name="overleg_status_bekend"),
            models.CheckConstraint(condition=~Q(status="vervallen") | ~Q(reden=""), name="overleg_vervalt_met_reden"),
            models.CheckConstraint(
                condition=Q(einde__isnull=True) | Q(einde__gt=F("begin")), name="overleg_eindigt_na_begin"
            ),
        ]

    def __str__(self):
        return f"{self.naam}, {date_format(self.datum, 'j F Y')}"

    def get_absolute_url(self):
        return reverse("overleg:detail", args=[self.pk])

    @property
    def naam(self) -> str:
        return self.titel or self.vorm.naam

    @property
    def voorbij(self) -> bool:
        """Planned for a day that has passed: was it held?"""
        return self.status == Overlegstatus.GEPLAND and self.datum < timezone.localdate()

    @property
    def begonnen(self) -> bool:
        """Whether something can have been decided: its day has come, and it goes on."""
        return self.status != Overlegstatus.VERVALLEN and self.datum <= timezone.localdate()

    @property
    def stand(self) -> tuple[str, str]:
        """How it stands, as a status and in words."""
        if self.voorbij:
            return "datum-voorbij", "is het geweest?"
        if self.status == Overlegstatus.GEPLAND and self.voorstel:
            return "voorstel", "voorstel"
        return self.status, self.get_status_display()


class Aanwezigheid(models.TextChoices):
    JA = "ja", "aanwezig"
    NEE = "nee", "afwezig"


class Deelname(models.Model):
    """Whether a party was there, and who: names as text, because not everybody who comes has an account."""

    overleg = models.ForeignKey(Overleg, models.CASCADE, related_name="deelnames")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    aanwezig = models.CharField("aanwezig", max_length=3, choices=Aanwezigheid, blank=True)
    namen = models.CharField("namen", max_length=500, blank=True)

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        ordering = ["partij"]
        constraints = [models.UniqueConstraint(fields=["overleg", "partij"], name="deelname_eenmaal_per_partij")]

    def __str__(self):
        return f"{self.partij} bij {self.overleg}"


class Besluitstatus(models.TextChoices):
    OPEN = "open", "open"
    UITGEVOERD = "uitgevoerd", "uitgevoerd"
    VERVALLEN = "vervallen", "vervallen"


class BesluitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody who is logged in sees all decisions."""
        return self if user.is_authenticated else self.none()

    def open(self):
        return self.filter(status=Besluitstatus.OPEN)

    def asked_of(self, user):
        return self.filter(asked_of(user))


class Besluit(models.Model):
    """What a meeting decided, who does it and by when, and what came of it.

    `acties.overleg.besluiten` is the only writer.
    `wie_naam` is the name of the user as it was; it stays when the account is gone.
    """

    overleg = models.ForeignKey(Overleg, models.PROTECT, related_name="besluiten", verbose_name="genomen in")
    punt = models.ForeignKey(
        "Agendapunt", models.SET_NULL, null=True, blank=True, related_name="besluiten", verbose_name="bij agendapunt"
    )
    wat = models.TextField("wat is besloten")
    waarom = models.TextField("waarom", blank=True)
    actie = models.ForeignKey(
        Actie, models.PROTECT, null=True, blank=True, related_name="besluiten", verbose_name="actie"
    )
    indicator = models.CharField("cijfer", max_length=10, blank=True)
    thema = models.ForeignKey(
        Thema, models.PROTECT, null=True, blank=True, related_name="besluiten", verbose_name="thema"
    )
    knelpunt = models.ForeignKey(
        Knelpunt, models.PROTECT, null=True, blank=True, related_name="besluiten", verbose_name="knelpunt of kans"
    )
    hele_overleg = models.BooleanField(
        "over het hele overleg", default=False, help_text="Als het niet bij één actie, cijfer of thema hoort."
    )
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="besluiten", verbose_name="partij die het doet")
    wie = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="persoon"
    )
    wie_naam = models.CharField("naam", max_length=200, blank=True)
    uiterlijk = models.DateField("uiterlijk")
    status = models.CharField("status", max_length=10, choices=Besluitstatus, default=Besluitstatus.OPEN)
    uitkomst = models.TextField("wat ervan kwam", blank=True)
    afgerond_op = models.DateField("klaar op", null=True, blank=True)
    gemaakt_op = models.DateTimeField("vastgelegd op", auto_now_add=True)
    gewijzigd_op = models.DateTimeField("gewijzigd op", auto_now=True)

    objects = BesluitQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ["uiterlijk", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Besluitstatus.values), name="besluit_status_bekend"),
            models.CheckConstraint(
                condition=Q(hele_overleg=True, actie__isnull=True, indicator="", thema__isnull=True)
                | (Q(hele_overleg=False) & (Q(actie__isnull=False) | ~Q(indicator="") | Q(thema__isnull=False))),
                name="besluit_gaat_over",
            ),
            models.CheckConstraint(
                condition=Q(status="open", afgerond_op__isnull=True)
                | (~Q(status="open") & ~Q(uitkomst="") & Q(afgerond_op__isnull=False)),
                name="besluit_klaar_met_uitkomst",
            ),
        ]

    def __str__(self):
        return f"Besluit {self.pk}: {self.kort}"

    def get_absolute_url(self):
        return reverse("overleg:besluit", args=[self.pk])

    @property
    def kort(self) -> str:
        """The first words of what was decided, on one line."""
        line = " ".join(self.wat.split())
        return line if len(line) <= KORT else shorten(line, KORT, placeholder="…").lstrip("…") or f"{line[: KORT - 1]}…"

    @property
    def wie_tekst(self) -> str:
        """'Omnia Wonen (Omar van Nia)'."""
        return f"{self.partij} ({self.wie_naam})" if self.wie_naam else str(self.partij)

    def over_tijd(self, vandaag: datetime.date) -> bool:
        return self.status == Besluitstatus.OPEN and self.uiterlijk < vandaag

    @property
    def stand(self) -> tuple[str, str]:
        """How it stands, as a status and in words."""
        if self.over_tijd(timezone.localdate()):
            return "datum-voorbij", "datum voorbij"
        return self.status, self.get_status_display()


class Puntsoort(models.TextChoices):
    EIGEN = "eigen", "eigen punt"
    BESLUIT = "besluit", "eerder besluit"
    ACTIE = "actie", "actie"
    INDICATOR = "indicator", "cijfer"
    LEVERING = "levering", "aanlevering"
    KNELPUNT = "knelpunt", "knelpunt of kans"


class Agendapunt(models.Model):
    """One point of an agenda, with its minutes.

    `acties.overleg.agenda` writes the agenda, `acties.overleg.verslagleggen` the minutes.

    `sleutel` is what made the point: a point that came by itself comes once, also when it was taken off (`weg`).
    `getypt`: somebody changed its words, so they are never replaced.
    """

    overleg = models.ForeignKey(Overleg, models.CASCADE, related_name="punten", verbose_name="overleg")
    volgorde = models.PositiveIntegerField("volgorde")
    soort = models.CharField("soort", max_length=10, choices=Puntsoort, default=Puntsoort.EIGEN)
    sleutel = models.CharField("herkomst", max_length=80, blank=True)
    titel = models.CharField("titel", max_length=200)
    toelichting = models.TextField("toelichting", blank=True)
    actie = models.ForeignKey(Actie, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="actie")
    indicator = models.CharField("cijfer", max_length=10, blank=True)
    besluit = models.ForeignKey(
        Besluit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="eerder besluit"
    )
    knelpunt = models.TextField("knelpunt", blank=True)
    knelpunt_of_kans = models.ForeignKey(
        Knelpunt, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="knelpunt of kans"
    )
    notulen = models.TextField("verslag", blank=True)
    getypt = models.BooleanField("door iemand aangepast", default=False)
    weg = models.BooleanField("van de agenda", default=False)

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["overleg", "sleutel"], condition=~Q(sleutel=""), name="agendapunt_komt_eenmaal"
            ),
            models.CheckConstraint(condition=Q(soort__in=Puntsoort.values), name="agendapunt_soort_bekend"),
        ]

    def __str__(self):
        return f"{self.titel} ({self.overleg})"

    def get_absolute_url(self):
        return f"{self.overleg.get_absolute_url()}#punt-{self.pk}"


class Kalendersleutel(models.Model):
    """What the secret address of a user's calendar is made of; a new one ends the old address."""

    gebruiker = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    sleutel = models.CharField("sleutel", max_length=40, unique=True, editable=False)

    class Meta:
        verbose_name = "kalenderadres"
        verbose_name_plural = "kalenderadressen"

    def __str__(self):
        return f"Kalender van {self.gebruiker}"

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from acties.models.thema import Doel, Thema
from basis.models import Gebied, Partij, Rol


class Actiestatus(models.TextChoices):
    NIET_GESTART = "niet-gestart", "nog niet gestart"
    OP_SCHEMA = "op-schema", "op schema"
    AANDACHT = "aandacht", "aandacht nodig"
    BIJSTUREN = "bijsturen", "bijsturen nodig"
    AFGEROND = "afgerond", "afgerond"
    VERVALLEN = "vervallen", "vervallen"


EERSTE_JAAR = 2026  # the agreements begin
AF = (Actiestatus.AFGEROND, Actiestatus.VERVALLEN)
VRAAGT = (Actiestatus.BIJSTUREN, Actiestatus.AANDACHT)  # what goes first


class ActieQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody who is logged in sees all actions."""
        return self if user.is_authenticated else self.none()

    def open(self):
        """What is not finished, dropped or carried on into a next year: of these an update may be asked."""
        return self.exclude(status__in=AF).filter(vervolg=None)

    def choosable(self, chosen: int | None = None):
        """What something new can be about: not what goes on in a next year, unless it was chosen already."""
        return self.filter(Q(vervolg=None) | Q(pk=chosen)).order_by("-jaar", "nummer")

    def lopend(self, vandaag: datetime.date):
        """The actions of the newest year that has begun, and those of before of which nothing was decided yet."""
        jaar = _running(vandaag)
        return self.filter(Q(jaar=jaar) | Q(jaar__lt=jaar, vervolg=None) & ~Q(status__in=AF))

    def asked_of(self, user):
        """The municipality is asked about what it leads; a corporation about what it leads or takes part in."""
        if user.is_gemeente:
            return self.filter(trekkers=user.partij_id)
        if user.rol == Rol.CORPORATIE:
            return self.filter(Q(trekkers=user.partij_id) | Q(partners=user.partij_id)).distinct()
        return self.none()


def _running(vandaag: datetime.date) -> Coalesce:
    """The newest year with actions that has begun; with none, the first year that has any."""
    years = Actie.objects.order_by("-jaar").values("jaar")
    return Coalesce(Subquery(years.filter(jaar__lte=vandaag.year)[:1]), Subquery(years.reverse()[:1]))


def lopend_jaar(vandaag: datetime.date) -> int:
    """The running year as a number; the year of today while there are no actions at all."""
    return Actie.objects.values_list(_running(vandaag), flat=True).first() or vandaag.year


class Actie(models.Model):
    """An action of one year, in our own words; the official wording comes from the agreements document.

    `acties.status` is the only writer of `status`. `versie` counts changes, so that two people who edit
    at once notice each other. An action that was carried on into a next year (`vervolg`) stays as it was;
    `vervolg_van` and `loopt_sinds` have no writer but `acties.doorzetten`.
    """

    jaar = models.PositiveSmallIntegerField("jaar")
    nummer = models.PositiveSmallIntegerField("nummer")
    titel = models.CharField("titel", max_length=120)
    samenvatting = models.TextField("samenvatting")
    thema = models.ForeignKey(
        Thema,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="acties",
        verbose_name="thema",
        help_text="Leeg voor een actie die boven de thema’s staat.",
    )
    trekkers = models.ManyToManyField(Partij, related_name="trekt", verbose_name="trekkers")
    partners = models.ManyToManyField(Partij, blank=True, related_name="partner_in", verbose_name="partners")
    verwant = models.ManyToManyField("self", blank=True, verbose_name="hangt samen met")
    planning = models.CharField("planning", max_length=80)
    deadline = models.DateField("deadline", null=True, blank=True)
    status = models.CharField("status", max_length=20, choices=Actiestatus, default=Actiestatus.NIET_GESTART)
    versie = models.PositiveIntegerField("versie", default=0, editable=False)
    bijgewerkt_op = models.DateTimeField("bijgewerkt op", null=True, blank=True, editable=False)
    doel = models.ForeignKey(Doel, models.PROTECT, null=True, blank=True, related_name="acties", verbose_name="doel")
    gebieden = models.ManyToManyField(
        Gebied,
        blank=True,
        related_name="acties",
        verbose_name="gebieden",
        help_text="Leeg voor een actie die over de hele stad gaat.",
    )
    officiele_tekst = models.TextField("officiële tekst", blank=True)
    noot = models.TextField("noot bij de officiële tekst", blank=True)
    vindplaats = models.CharField("plaats in het document", max_length=200, blank=True)
    vervolg_van = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="vervolg",
        verbose_name="vervolg van",
    )
    loopt_sinds = models.PositiveSmallIntegerField("loopt sinds", null=True, blank=True, editable=False)

    objects = ActieQuerySet.as_manager()

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["-jaar", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["jaar", "nummer"], name="actie_eenmaal_per_jaar"),
            models.CheckConstraint(condition=Q(status__in=Actiestatus.values), name="actie_status_bekend"),
            models.CheckConstraint(condition=Q(jaar__gte=EERSTE_JAAR), name="actie_vanaf_de_afspraken"),
            # no circles: what is carried on began in an earlier year
            models.CheckConstraint(
                condition=Q(vervolg_van=None, loopt_sinds=None)
                | Q(vervolg_van__isnull=False, loopt_sinds__isnull=False, loopt_sinds__lt=F("jaar")),
                name="actie_vervolgt_eerder_jaar",
            ),
        ]

    def __str__(self):
        return f"Actie {self.nummer} ({self.jaar}): {self.titel}"

    def get_absolute_url(self):
        return reverse("acties:detail", args=[self.jaar, self.nummer])

    @property
    def doorgezet(self) -> Actie | None:
        """The action of a next year in which this one goes on."""
        return getattr(self, "vervolg", None)

    @property
    def newest(self) -> Actie:
        """The action in which this one goes on now; itself when it was not carried on."""
        return self.doorgezet.newest if self.doorgezet else self

    def voorgangers(self) -> list[Actie]:
        """The actions that this one carries on, the newest first."""
        found, actie = [], self
        while actie.vervolg_van_id:
            actie = actie.vervolg_van
            found.append(actie)
        return found


class Mijlpaalstand(models.TextChoices):
    """How a milestone stands. A date that has passed blames nobody: it asks for the day, or for another date."""

    GEPLAND = "gepland", "gepland"
    VOORBIJ = "voorbij", "datum voorbij"
    GEHAALD = "gehaald", "gehaald"
    VERVALLEN = "vervallen", "vervallen"
    DOORGEZET = "doorgezet", "doorgezet"


class MijlpaalQuerySet(models.QuerySet):
    def open(self):
        """Still to be reached."""
        return self.filter(gehaald_op=None, vervallen_op=None, doorgezet_op=None)


class Mijlpaal(models.Model):
    """A milestone of an action, with the date it is due and the date it was done.

    One that is taken away stays, with the day; the reason stands in the trail. One that was open when its action was
    carried on into a next year stays too, and goes on there (`vervolg`).
    """

    actie = models.ForeignKey(Actie, models.CASCADE, related_name="mijlpalen", verbose_name="actie")
    naam = models.CharField("mijlpaal", max_length=150)
    gepland_op = models.DateField("gepland op")
    gehaald_op = models.DateField("gehaald op", null=True, blank=True)
    vervallen_op = models.DateField("vervallen op", null=True, blank=True, editable=False)
    doorgezet_op = models.DateField("doorgezet op", null=True, blank=True, editable=False)
    vervolg_van = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="vervolg"
    )

    objects = MijlpaalQuerySet.as_manager()

    class Meta:
        verbose_name = "mijlpaal"
        verbose_name_plural = "mijlpalen"
        ordering = ["actie", "gepland_op", "pk"]

    def __str__(self):
        return f"Actie {self.actie.nummer} ({self.actie.jaar}), mijlpaal: {self.naam}"

    def get_absolute_url(self):
        if self.vervallen_op or self.doorgezet_op:
            return self.actie.get_absolute_url()
        return reverse("acties:mijlpaal", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return not (self.gehaald_op or self.vervallen_op or self.doorgezet_op)

    @property
    def stand(self) -> Mijlpaalstand:
        if self.vervallen_op:
            return Mijlpaalstand.VERVALLEN
        if self.gehaald_op:
            return Mijlpaalstand.GEHAALD
        if self.doorgezet_op:
            return Mijlpaalstand.DOORGEZET
        return Mijlpaalstand.VOORBIJ if self.gepland_op < timezone.localdate() else Mijlpaalstand.GEPLAND


class Statusmelding(models.Model):
    """One status update of an action; append-only, in the database too, so that the timeline keeps everything.

    `bevestigt`: nothing new to tell, the action still stands as it did ('nog steeds actueel').
    """

    actie = models.ForeignKey(Actie, models.PROTECT, related_name="meldingen", verbose_name="actie")
    van = models.CharField("van", max_length=20, choices=Actiestatus)
    naar = models.CharField("naar", max_length=20, choices=Actiestatus)
    toelichting = models.TextField("toelichting")
    succes = models.TextField("succes", blank=True)
    knelpunt = models.TextField("knelpunt", blank=True)
    bevestigt = models.BooleanField("nog steeds actueel", default=False)
    op = models.DateTimeField("op", auto_now_add=True, db_index=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    door_naam = models.CharField("naam", max_length=200)
    door_partij = models.CharField("partij", max_length=100)

    class Meta:
        verbose_name = "statusmelding"
        verbose_name_plural = "statusmeldingen"
        ordering = ["-op", "-pk"]

    def __str__(self):
        return f"{self.actie}: {self.get_naar_display()}"

    def get_absolute_url(self):
        return reverse("acties:melding", args=[self.pk])


class OpmerkingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A remark is seen by who sees its action."""
        return self.filter(actie__in=Actie.objects.visible_to(user))


class Opmerking(models.Model):
    """A remark of a tenant organisation on an action; append-only, in the database too."""

    class Soort(models.TextChoices):
        GEZIEN = "gezien", "gezien"
        VRAAG = "vraag", "vraag"
        ANDERE_MENING = "andere-mening", "andere mening"

    actie = models.ForeignKey(Actie, models.PROTECT, related_name="opmerkingen", verbose_name="actie")
    soort = models.CharField("soort", max_length=15, choices=Soort)
    tekst = models.TextField("opmerking")
    op = models.DateTimeField("op", auto_now_add=True)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    door_naam = models.CharField("naam", max_length=200)
    door_partij = models.CharField("partij", max_length=100)

    objects = OpmerkingQuerySet.as_manager()

    class Meta:
        verbose_name = "opmerking"
        verbose_name_plural = "opmerkingen"
        ordering = ["-op", "-pk"]

    def __str__(self):
        return f"{self.get_soort_display()} bij {self.actie}"

    def get_absolute_url(self):
        return reverse("acties:opmerking_op_tijdlijn", args=[self.pk])

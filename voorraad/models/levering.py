from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.urls import reverse

from basis.halfjaar import HalfjaarField
from basis.models import Partij, Rol


class Status(models.TextChoices):
    CONCEPT = "concept", "concept"
    INGEDIEND = "ingediend", "ingediend"
    VASTGESTELD = "vastgesteld", "vastgesteld"
    TERUGGESTUURD = "teruggestuurd", "teruggestuurd"
    VERVANGEN = "vervangen", "vervangen"
    INGETROKKEN = "ingetrokken", "ingetrokken"


OPEN = (Status.CONCEPT, Status.TERUGGESTUURD)  # the party works on it
LOPEND = (*OPEN, Status.INGEDIEND, Status.VASTGESTELD)


class Verwerking(models.TextChoices):
    """How far the check of the file is; the status of the delivery itself stands beside it."""

    WACHT = "wacht", "wacht op controle"
    GECONTROLEERD = "gecontroleerd", "gecontroleerd"
    MISLUKT = "mislukt", "verwerking mislukt"


class Niveau(models.TextChoices):
    FOUT = "fout", "fout"
    WAARSCHUWING = "waarschuwing", "waarschuwing"
    MEDEDELING = "mededeling", "mededeling"


class LeveringQuerySet(models.QuerySet):
    def vastgesteld(self):
        return self.filter(status=Status.VASTGESTELD)

    def vastgesteld_over(self, partij, halfjaar):
        """The accepted delivery of a party over a half-year: one at most."""
        return self.vastgesteld().filter(partij=partij, halfjaar=halfjaar)

    def visible_to(self, user):
        """The municipality sees all; a corporation its own and what is accepted; others what is accepted."""
        if not user.is_authenticated:
            return self.none()
        if user.is_gemeente:
            return self
        if user.rol == Rol.CORPORATIE:
            return self.filter(Q(partij_id=user.partij_id) | Q(status=Status.VASTGESTELD))
        return self.filter(status=Status.VASTGESTELD)


class Levering(models.Model):
    """One uploaded workbook of one party over one half-year. Only `voorraad.lifecycle` writes its status.

    The file stays byte for byte as it came; `sha256` is its hash. A newer version replaces an older one
    (status 'vervangen'); nothing is deleted.
    """

    partij = models.ForeignKey(Partij, models.PROTECT, related_name="leveringen", verbose_name="partij")
    halfjaar = HalfjaarField("halfjaar")
    versie = models.PositiveSmallIntegerField("versie")
    status = models.CharField("status", max_length=20, choices=Status, default=Status.CONCEPT)
    verwerking = models.CharField("verwerking", max_length=20, choices=Verwerking, default=Verwerking.WACHT)
    reden = models.TextField("reden", blank=True, help_text="Waarom teruggestuurd, of waarom de verwerking mislukte.")
    aanleiding = models.TextField(
        "aanleiding", blank=True, help_text="Waarom een vastgestelde levering wordt gecorrigeerd."
    )
    bestand = models.FileField("bestand", upload_to="leveringen/%Y/")
    bestandsnaam = models.CharField("bestandsnaam", max_length=200)
    sha256 = models.CharField("SHA-256", max_length=64)
    grootte = models.PositiveIntegerField("grootte (bytes)")
    # what each sheet is called in the workbook; nothing for a file that is none, or was not read
    werkbladen = models.JSONField("bladen in de werkmap", default=dict, editable=False)
    fictief = models.BooleanField("fictieve cijfers", default=False)
    aangemaakt_op = models.DateTimeField("geüpload op", auto_now_add=True)
    aangemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="geüpload door"
    )
    ingediend_op = models.DateTimeField("ingediend op", null=True, blank=True)
    ingediend_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="ingediend door",
    )
    beoordeeld_op = models.DateTimeField("beoordeeld op", null=True, blank=True)
    beoordeeld_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="beoordeeld door",
    )

    objects = LeveringQuerySet.as_manager()

    class Meta:
        verbose_name = "levering"
        verbose_name_plural = "leveringen"
        ordering = ["-halfjaar", "partij", "-versie"]
        constraints = [
            models.UniqueConstraint(fields=["partij", "halfjaar", "versie"], name="levering_versie_eenmaal"),
            models.UniqueConstraint(
                fields=["partij", "halfjaar"],
                condition=Q(status=Status.VASTGESTELD),
                name="levering_eenmaal_vastgesteld",
            ),
            models.UniqueConstraint(
                fields=["partij", "halfjaar"],
                condition=Q(status__in=[Status.CONCEPT, Status.INGEDIEND, Status.TERUGGESTUURD]),
                name="levering_eenmaal_in_bewerking",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="levering_status_bekend"),
            models.CheckConstraint(condition=Q(verwerking__in=Verwerking.values), name="levering_verwerking_bekend"),
        ]

    def __str__(self):
        return f"{self.partij} {self.halfjaar} versie {self.versie}"

    def get_absolute_url(self):
        return reverse("voorraad:detail", args=[self.pk])

    def lock(self):
        """Lock the row, inside a transaction, and take over what others made of it since it was read."""
        self.refresh_from_db(from_queryset=Levering.objects.select_for_update())


class BevindingQuerySet(models.QuerySet):
    def aantal(self) -> int:
        """How many findings these are, those that are only counted included."""
        return self.aggregate(som=Sum("aantal", default=0))["som"]

    def per_soort(self) -> dict[str, dict[str, int]]:
        """Of each level how many of each kind, likewise."""
        found: dict[str, dict[str, int]] = {niveau.value: {} for niveau in Niveau}
        counts = self.order_by().values_list("niveau", "soort").annotate(som=Sum("aantal"))
        for niveau, soort, som in counts:
            found[niveau][soort] = som
        return found


class Bevinding(models.Model):
    """What a check found in a delivery: where, what was found, and what is expected.

    Of one kind on one sheet so many are kept, and one more that says in `aantal` how many others it stands for.
    `cel` is its address in the workbook, whatever the order of the columns there. `kenmerk` is a hash of the row that
    it stands at, by which that row is known again in the next version.
    """

    levering = models.ForeignKey(Levering, models.CASCADE, related_name="bevindingen")
    niveau = models.CharField("niveau", max_length=15, choices=Niveau)
    soort = models.CharField("soort", max_length=40)
    blad = models.CharField("blad", max_length=40, blank=True)
    rij = models.PositiveIntegerField("rij", null=True, blank=True)
    kolom = models.CharField("kolom", max_length=60, blank=True)
    cel = models.CharField("cel", max_length=10, blank=True)
    gevonden = models.CharField("gevonden", max_length=200, blank=True)
    verwacht = models.CharField("verwacht", max_length=300)
    volgorde = models.PositiveIntegerField("volgorde")
    toelichting = models.TextField("toelichting", blank=True, help_text="Uitleg bij een waarschuwing.")
    opmerking = models.TextField("opmerking", blank=True, help_text="Wat de gemeente hierover vraagt of zegt.")
    kenmerk = models.CharField("kenmerk van de rij", max_length=32, blank=True)
    aantal = models.PositiveIntegerField("aantal", default=1)

    objects = BevindingQuerySet.as_manager()

    class Meta:
        verbose_name = "bevinding"
        verbose_name_plural = "bevindingen"
        ordering = ["levering", "volgorde"]

    def __str__(self):
        return f"{self.blad} {self.rij or ''} {self.verwacht}"

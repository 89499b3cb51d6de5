"""A frozen overview as a file to take along."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from monitoring.models.jaaroverzicht import Publicatie, Vastlegging

MAP = "documenten"  # in DATA_DIR, where no address leads


class Documentvorm(models.TextChoices):
    PDF = "pdf", "PDF"
    PPTX = "pptx", "PowerPoint"
    XLSX = "xlsx", "Excel"
    DOCX = "docx", "Word"


class Documentstatus(models.TextChoices):
    GEVRAAGD = "gevraagd", "gevraagd"
    BEZIG = "bezig", "wordt gemaakt"
    KLAAR = "klaar", "klaar"
    MISLUKT = "mislukt", "mislukt"


ONDERWEG = (Documentstatus.GEVRAAGD, Documentstatus.BEZIG)


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever is logged in sees all; everybody else the public ones of versions that are public."""
        if user.is_authenticated:
            return self
        public = Publicatie.objects.open().filter(vastlegging=OuterRef("vastlegging"))
        return self.filter(Exists(public), openbaar=True)

    def onderweg(self):
        return self.filter(status__in=ONDERWEG)


class Document(models.Model):
    """One version of an overview in one form; `openbaar`: with the content that everybody may read.

    `zonder_beeld`: some chart of it could not be drawn, and it carries the table alone.
    `voor`: who asked for it and gets a notice. `voortgang` is in per cents. The file is there once the status says so.
    """

    vastlegging = models.ForeignKey(Vastlegging, models.PROTECT, related_name="documenten")
    vorm = models.CharField("vorm", max_length=4, choices=Documentvorm)
    openbaar = models.BooleanField("openbaar", default=False)
    status = models.CharField("status", max_length=8, choices=Documentstatus, default=Documentstatus.GEVRAAGD)
    voortgang = models.PositiveSmallIntegerField("voortgang", default=0)
    fout = models.CharField("wat er misging", max_length=300, blank=True)
    grootte = models.PositiveIntegerField("grootte in bytes", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    gemaakt_op = models.DateTimeField("gemaakt op", null=True)
    zonder_beeld = models.BooleanField("zonder grafieken", default=False)
    voor = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering = ["vastlegging", "openbaar", "vorm"]
        constraints = [
            models.UniqueConstraint(fields=["vastlegging", "vorm", "openbaar"], name="document_eenmaal"),
            models.CheckConstraint(condition=Q(vorm__in=Documentvorm.values), name="document_vorm_bekend"),
            models.CheckConstraint(condition=Q(status__in=Documentstatus.values), name="document_status_bekend"),
        ]

    def __str__(self):
        return f"{self.vastlegging} ({self.get_vorm_display()})"

    def get_absolute_url(self):
        """The page of all documents of this version."""
        return reverse("monitoring:meenemen", args=[self.vastlegging.jaaroverzicht.tijdvak, self.vastlegging.versie])

    @property
    def is_onderweg(self) -> bool:
        return self.status in ONDERWEG

    @property
    def pad(self) -> Path:
        return settings.DATA_DIR / MAP / f"{self.pk}.{self.vorm}"

    @property
    def bestandsnaam(self) -> str:
        """'jaaroverzicht-2026-versie-1-openbaar.pdf'"""
        row = self.vastlegging
        what = "halfjaaroverzicht" if row.jaaroverzicht.helft else "jaaroverzicht"
        public = "-openbaar" if self.openbaar else ""
        return f"{what}-{row.jaaroverzicht.tijdvak}-versie-{row.versie}{public}.{self.vorm}"

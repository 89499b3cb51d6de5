from django.contrib.auth.models import AbstractUser, UserManager
from django.core.exceptions import ValidationError
from django.db import models

from basis.models.partij import Partij, Partijsoort

NAAMLENGTE = 200  # so much of a name is kept beside what somebody did


class Rol(models.TextChoices):
    BEHEER = "beheer", "beheerder van de gemeente"
    MEDEWERKER = "medewerker", "medewerker van de gemeente"
    CORPORATIE = "corporatie", "medewerker van een corporatie"
    HUURDERSORGANISATIE = "huurdersorganisatie", "lid van een huurdersorganisatie"
    BO_LID = "bo-lid", "lid van het bestuurlijk overleg"


PARTIJSOORT_BIJ_ROL = {
    Rol.BEHEER: Partijsoort.GEMEENTE,
    Rol.MEDEWERKER: Partijsoort.GEMEENTE,
    Rol.CORPORATIE: Partijsoort.CORPORATIE,
    Rol.HUURDERSORGANISATIE: Partijsoort.HUURDERSORGANISATIE,
}


class Mailkeuze(models.TextChoices):
    """How often somebody wants mail about one kind of notices."""

    DIRECT = "direct", "meteen"
    WEEK = "week", "eenmaal per week, op maandag"
    GEEN = "geen", "geen mail"


class GebruikerManager(UserManager):
    def gemeente(self):
        """Who works for the municipality."""
        return self.filter(rol__in=(Rol.BEHEER, Rol.MEDEWERKER))


class Gebruiker(AbstractUser):
    """Somebody who logs in, on behalf of one party and in one role."""

    rol = models.CharField("rol", max_length=20, choices=Rol)
    partij = models.ForeignKey(Partij, models.PROTECT, verbose_name="partij", related_name="gebruikers")
    mail_eigen = models.CharField(
        "mail over wat van mij wordt gevraagd", max_length=10, choices=Mailkeuze, default=Mailkeuze.DIRECT
    )
    mail_nieuws = models.CharField(
        "nieuws over het werk van anderen", max_length=10, choices=Mailkeuze, default=Mailkeuze.WEEK
    )

    objects = GebruikerManager()

    REQUIRED_FIELDS = ["email", "rol", "partij"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        ordering = ["partij", "last_name", "username"]
        constraints = [
            models.CheckConstraint(condition=models.Q(rol__in=Rol.values), name="gebruiker_rol_bekend"),
            models.CheckConstraint(
                condition=models.Q(mail_eigen__in=Mailkeuze.values, mail_nieuws__in=Mailkeuze.values),
                name="gebruiker_mailkeuze_bekend",
            ),
        ]

    def clean(self):
        super().clean()
        expected = PARTIJSOORT_BIJ_ROL.get(self.rol)
        if expected and self.partij_id and self.partij.soort != expected:
            raise ValidationError({"rol": f"De rol ‘{self.get_rol_display()}’ hoort bij een {expected.label}."})

    def __str__(self):
        return (self.get_full_name() or self.username)[:NAAMLENGTE]

    @property
    def is_gemeente(self) -> bool:
        return self.rol in (Rol.BEHEER, Rol.MEDEWERKER)

from django.conf import settings
from django.db import models


class BerichtQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody reads what was written to themselves."""
        return self.filter(gebruiker_id=user.pk) if user.is_authenticated else self.none()

    def ongelezen(self):
        return self.filter(gelezen_op__isnull=True)


class Bericht(models.Model):
    """A notice to one user: shown in the application, and mailed once. `sleutel` makes that nobody gets it twice."""

    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="berichten")
    sleutel = models.CharField("waarover", max_length=100)
    titel = models.CharField("titel", max_length=200)
    tekst = models.TextField("tekst")
    adres = models.CharField("adres", max_length=200, help_text="De pagina waar dit over gaat.")
    knop = models.CharField("naam van de link", max_length=80)
    gemaakt_op = models.DateTimeField("gemaakt op", auto_now_add=True)
    gelezen_op = models.DateTimeField("gelezen op", null=True, blank=True)
    gemaild_op = models.DateTimeField("gemaild op", null=True, blank=True)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ["-gemaakt_op", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["gebruiker", "sleutel"], name="bericht_eenmaal_per_gebruiker"),
        ]

    def __str__(self):
        return self.titel

from django.db import models


class Taakstatus(models.TextChoices):
    WACHT = "wacht", "wacht"
    BEZIG = "bezig", "bezig"
    KLAAR = "klaar", "klaar"
    MISLUKT = "mislukt", "mislukt"


class Taak(models.Model):
    """A job to be done: the truth about it, whatever the broker remembers.

    One row per (soort, sleutel). `invoer` is a hash or number of what the job works on: a new invoer for
    the same key sets the row back to 'wacht'. `lease_tot` says until when a worker has it; after that
    anyone may take it over.
    """

    soort = models.CharField("soort", max_length=40)
    sleutel = models.CharField("sleutel", max_length=80)
    invoer = models.CharField("invoer", max_length=64, blank=True)
    status = models.CharField("status", max_length=10, choices=Taakstatus, default=Taakstatus.WACHT)
    poging = models.PositiveSmallIntegerField("poging", default=0)
    lease_tot = models.DateTimeField("in behandeling tot", null=True, blank=True)
    fout = models.TextField("fout", blank=True)
    gevraagd_op = models.DateTimeField("gevraagd op")
    klaar_op = models.DateTimeField("klaar op", null=True, blank=True)

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        ordering = ["-gevraagd_op"]
        constraints = [
            models.UniqueConstraint(fields=["soort", "sleutel"], name="taak_eenmaal_per_sleutel"),
            models.CheckConstraint(condition=models.Q(status__in=Taakstatus.values), name="taak_status_bekend"),
        ]
        indexes = [models.Index(fields=["status", "lease_tot"], name="taak_te_doen")]

    def __str__(self):
        return f"{self.soort} {self.sleutel}"

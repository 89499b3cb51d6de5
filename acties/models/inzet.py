from django.db import models

from acties.models.thema import Thema


class InzetQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody who is logged in sees what runs anyway."""
        return self if user.is_authenticated else self.none()


class LopendeInzet(models.Model):
    """Work that runs anyway ('Wat doen we al?'), per theme, in our own words. A note is welcome, never asked for."""

    thema = models.ForeignKey(Thema, models.PROTECT, related_name="inzet", verbose_name="thema")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    tekst = models.CharField("wat we al doen", max_length=300)
    noot = models.TextField("notitie", blank=True)

    objects = InzetQuerySet.as_manager()

    class Meta:
        verbose_name = "lopende inzet"
        verbose_name_plural = "lopende inzet"
        ordering = ["thema", "volgorde"]
        constraints = [models.UniqueConstraint(fields=["thema", "volgorde"], name="inzet_eenmaal_per_thema")]

    def __str__(self):
        return self.tekst

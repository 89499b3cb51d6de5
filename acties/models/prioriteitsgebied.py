from django.db import models

from basis.models import Gebied, Partij


class Prioriteitsgebied(models.Model):
    """An area on the list of priority neighbourhoods (action 2), and its joint approach (action 3)."""

    gebied = models.OneToOneField(Gebied, models.PROTECT, verbose_name="gebied")
    sinds = models.DateField("op de lijst sinds")
    waarom = models.TextField("waarom")
    aanpak = models.TextField("gezamenlijke aanpak", blank=True)
    aanpak_sinds = models.DateField("aanpak sinds", null=True, blank=True)
    partners = models.ManyToManyField(Partij, blank=True, verbose_name="partners")

    class Meta:
        verbose_name = "prioriteitsgebied"
        verbose_name_plural = "prioriteitsgebieden"
        ordering = ["gebied"]

    def __str__(self):
        return str(self.gebied)

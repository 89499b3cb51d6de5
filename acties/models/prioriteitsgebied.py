import datetime

from django.db import models
from django.db.models import F, Q

from basis.models import Gebied, Partij

OP_LIJST = Q(tot__isnull=True)  # still there


class PrioriteitsgebiedQuerySet(models.QuerySet):
    def listed(self):
        """What is on the list now."""
        return self.filter(OP_LIJST)

    def op_lijst(self, dag: datetime.date):
        """What was on the list on a day: from `sinds` on, up to but not including `tot`."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gt=dag), sinds__lte=dag)


class Prioriteitsgebied(models.Model):
    """A place of an area on the list of priority neighbourhoods (action 2), and its joint approach (action 3).

    Nothing leaves the list by deletion: `tot` ends the place, with the reason. An area that comes back gets a new one.
    """

    gebied = models.ForeignKey(Gebied, models.PROTECT, related_name="prioriteiten", verbose_name="gebied")
    sinds = models.DateField("op de lijst sinds")
    waarom = models.TextField("waarom")
    aanpak = models.TextField("gezamenlijke aanpak", blank=True)
    aanpak_sinds = models.DateField("aanpak sinds", null=True, blank=True)
    partners = models.ManyToManyField(Partij, blank=True, verbose_name="partners")
    tot = models.DateField("van de lijst sinds", null=True, blank=True)
    reden_eraf = models.TextField("waarom van de lijst", blank=True)

    objects = PrioriteitsgebiedQuerySet.as_manager()

    class Meta:
        verbose_name = "prioriteitsgebied"
        verbose_name_plural = "prioriteitsgebieden"
        ordering = ["gebied", "sinds"]
        constraints = [
            models.UniqueConstraint(fields=["gebied"], condition=OP_LIJST, name="prioriteit_eenmaal_tegelijk"),
            models.CheckConstraint(condition=OP_LIJST | Q(tot__gte=F("sinds")), name="prioriteit_tot_na_sinds"),
            models.CheckConstraint(condition=OP_LIJST | ~Q(reden_eraf=""), name="prioriteit_eraf_met_reden"),
        ]

    def __str__(self):
        return str(self.gebied)

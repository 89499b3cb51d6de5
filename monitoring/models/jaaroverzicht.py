from django.conf import settings
from django.db import models
from django.urls import reverse


class JaaroverzichtQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever is logged in sees all; everybody else the published ones."""
        return self if user.is_authenticated else self.filter(gepubliceerd_op__isnull=False)


class Jaaroverzicht(models.Model):
    """The yearly overview for the BO. Once published it shows the figures as they were frozen that day."""

    jaar = models.PositiveSmallIntegerField("jaar", unique=True)
    inleiding = models.TextField("inleiding", blank=True)
    inhoud = models.JSONField("vastgelegde cijfers", null=True, blank=True, editable=False)
    gepubliceerd_op = models.DateTimeField("gepubliceerd op", null=True, blank=True, editable=False)
    gepubliceerd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = JaaroverzichtQuerySet.as_manager()

    class Meta:
        verbose_name = "jaaroverzicht"
        verbose_name_plural = "jaaroverzichten"
        ordering = ["-jaar"]

    def __str__(self):
        return f"Jaaroverzicht {self.jaar}"

    def get_absolute_url(self):
        return reverse("monitoring:jaaroverzicht", args=[self.jaar])

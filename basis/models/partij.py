from django.db import models


class Partijsoort(models.TextChoices):
    GEMEENTE = "gemeente", "gemeente"
    CORPORATIE = "corporatie", "corporatie"
    HUURDERSORGANISATIE = "huurdersorganisatie", "huurdersorganisatie"
    OVERIG = "overig", "andere organisatie"


class PartijQuerySet(models.QuerySet):
    def corporaties(self):
        return self.filter(soort=Partijsoort.CORPORATIE, actief=True)

    def aanleverend(self):
        """The parties that deliver figures: the corporations and the municipality."""
        return self.filter(soort__in=[Partijsoort.CORPORATIE, Partijsoort.GEMEENTE], actief=True)


class Partij(models.Model):
    """A party to the agreements, or another organisation that is named as a partner."""

    code = models.SlugField("code", unique=True, max_length=30)
    naam = models.CharField("naam", max_length=100, unique=True)
    soort = models.CharField("soort", max_length=20, choices=Partijsoort)
    volgorde = models.PositiveSmallIntegerField("volgorde", default=0)
    actief = models.BooleanField("actief", default=True)
    corporaties = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="huurdersorganisaties",
        verbose_name="hoort bij corporatie",
        help_text="Alleen voor huurdersorganisaties. De afspraken zeggen niet wie bij wie hoort.",
    )

    objects = PartijQuerySet.as_manager()

    class Meta:
        verbose_name = "partij"
        verbose_name_plural = "partijen"
        ordering = ["volgorde", "naam"]

    def __str__(self):
        return self.naam

    def natural_key(self):
        return (self.code,)

from django.db import models


class Thema(models.Model):
    """One of the five themes. Action 1 stands above them and has none."""

    nummer = models.PositiveSmallIntegerField("nummer", unique=True)
    naam = models.CharField("naam", max_length=80)
    slug = models.SlugField("adres", unique=True)
    samenvatting = models.TextField("samenvatting")

    class Meta:
        verbose_name = "thema"
        verbose_name_plural = "thema’s"
        ordering = ["nummer"]

    def __str__(self):
        return self.naam


class Doel(models.Model):
    """A goal within a theme, in our own words."""

    thema = models.ForeignKey(Thema, models.PROTECT, related_name="doelen", verbose_name="thema")
    volgorde = models.PositiveSmallIntegerField("volgorde")
    tekst = models.CharField("doel", max_length=300)

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ["thema", "volgorde"]
        constraints = [models.UniqueConstraint(fields=["thema", "volgorde"], name="doel_eenmaal_per_thema")]

    def __str__(self):
        return self.tekst

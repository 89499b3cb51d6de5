from django.db import models

from basis.halfjaar import HalfjaarField


class Termijn(models.Model):
    """Until when figures over a half-year may come in, where that differs from the usual two months."""

    halfjaar = HalfjaarField("halfjaar", unique=True)
    uiterlijk = models.DateField("aanleveren tot en met")

    class Meta:
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        ordering = ["-halfjaar"]

    def __str__(self):
        return f"Termijn {self.halfjaar}"

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

OPNIEUW = datetime.timedelta(minutes=1)  # so precise is 'last used': not every question writes


class ToegangstokenQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("api.manage_tokens") else self.none()


class Toegangstoken(models.Model):
    """Access of one other system, with the rights of one user. Only the hash of the secret is stored.

    `api.tokens` is the only writer. `begin` are the first characters of the secret: enough to recognise it by, too
    few to use.
    """

    naam = models.CharField("waarvoor", max_length=100)
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="toegangstokens", verbose_name="met de rechten van"
    )
    begin = models.CharField("begint met", max_length=12, editable=False)
    hash = models.CharField("hash", max_length=64, unique=True, editable=False)
    gemaakt_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    gemaakt_op = models.DateTimeField("gemaakt op", auto_now_add=True)
    verloopt_op = models.DateField("geldig tot en met")
    gebruikt_op = models.DateTimeField("laatst gebruikt op", null=True, editable=False)
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, editable=False)

    objects = ToegangstokenQuerySet.as_manager()

    class Meta:
        verbose_name = "toegangstoken"
        verbose_name_plural = "toegangstokens"
        ordering = ["-gemaakt_op", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["naam"], condition=Q(ingetrokken_op__isnull=True), name="token_eenmaal_per_naam"
            ),
        ]

    def __str__(self):
        return f"Toegangstoken voor {self.naam}"

    def get_absolute_url(self):
        return reverse("api:tokens")

    @property
    def weigering(self) -> str:
        """Why it gives no access any more; nothing when it does."""
        if self.ingetrokken_op:
            return "ingetrokken"
        if self.verloopt_op < timezone.localdate():
            return "verlopen"
        return "" if self.gebruiker.is_active else "van een gebruiker zonder toegang"

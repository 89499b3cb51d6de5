from django.conf import settings
from django.db import models

from basis.models.gebruiker import Rol


class WijzigingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The administrators see the whole trail; employees and corporations what they did themselves."""
        if not user.is_authenticated or user.rol in (Rol.HUURDERSORGANISATIE, Rol.BO_LID):
            return self.none()
        return self if user.rol == Rol.BEHEER else self.filter(door=user)

    def over(self, *onderwerpen):
        """The lines about these rows; what is no row is a queryset or the related rows of one."""
        about = models.Q(pk__in=[])
        for each in onderwerpen:
            one = isinstance(each, models.Model)
            numbers = [each.pk] if one else list(each.order_by().values_list("pk", flat=True))
            label = (each if one else each.model)._meta.label_lower
            about |= models.Q(onderwerp=label, onderwerp_id__in=numbers)
        return self.filter(about)

    def update(self, **kwargs):
        raise TypeError("Een wijziging wordt niet gewijzigd.")

    def delete(self):
        raise TypeError("Een wijziging wordt niet verwijderd.")

    def log_field(self, onderwerp, veld, *, by, van="", naar=""):
        """Append the change of one field of `onderwerp`, under the name by which people know that field."""
        return self.log(onderwerp, by=by, veld=str(onderwerp._meta.get_field(veld).verbose_name), van=van, naar=naar)

    def log(self, onderwerp, *, by, veld, van="", naar="", waarom=""):
        """Append one change to the trail: who changed what of `onderwerp`, from what to what, and why."""
        line = self.model.line(onderwerp, by=by, veld=veld, van=van, naar=naar, waarom=waarom)
        line.save(using=self.db)
        return line


class Wijziging(models.Model):
    """One change, append-only: the database refuses the rest (`basis.onveranderlijk`).

    It keeps the name of who made it, also when the account is gone.
    """

    onderwerp = models.CharField("soort", max_length=60, editable=False)
    onderwerp_id = models.BigIntegerField("nummer", editable=False)
    omschrijving = models.CharField("onderwerp", max_length=200, editable=False)
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, verbose_name="door")
    door_naam = models.CharField("naam", max_length=200, editable=False)
    op = models.DateTimeField("op", auto_now_add=True, db_index=True)
    veld = models.CharField("wat", max_length=60, editable=False)
    van = models.TextField("van", blank=True, editable=False)
    naar = models.TextField("naar", blank=True, editable=False)
    waarom = models.TextField("waarom", blank=True, editable=False)

    objects = WijzigingQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        ordering = ["-op", "-pk"]
        indexes = [models.Index(fields=["onderwerp", "onderwerp_id"], name="wijziging_onderwerp")]

    def __str__(self):
        return f"{self.omschrijving}: {self.veld}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("Een wijziging wordt niet gewijzigd.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Een wijziging wordt niet verwijderd.")

    @classmethod
    def line(cls, onderwerp, *, by, veld, van="", naar="", waarom=""):
        """A change that is still to be appended, as `WijzigingQuerySet.log` does: for who appends many at once."""
        return cls(
            onderwerp=onderwerp._meta.label_lower,
            onderwerp_id=onderwerp.pk,
            omschrijving=str(onderwerp)[:200],
            door=by,
            door_naam=str(by) if by else "automatisch",
            veld=veld,
            van=str(van),
            naar=str(naar),
            waarom=waarom,
        )

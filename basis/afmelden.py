"""'Minder of geen mail': a signed link in every mail, that works without logging in and for one user alone.

What is asked goes from at once to once a week, and from there to no mail; news stops at once. The link says what it
leads to, so that pressing it twice does not go further, and it never leads to more mail.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.urls import reverse

from basis.models import Berichtsoort, Gebruiker, Mailkeuze, Wijziging

DOEL = "basis.afmelden"  # what the signature is for
WAAROM = "met de link in een mail"
_VOLGORDE = list(Mailkeuze)  # ever less


@dataclass(frozen=True)
class Afmelding:
    """Which mail a user wants less of, and what it becomes: per kind of notices."""

    gebruiker: Gebruiker
    wordt: dict[Berichtsoort, Mailkeuze]

    @property
    def zinnen(self) -> list[str]:
        """What it becomes, in sentences."""
        return [_ZINNEN[kind, choice] for kind, choice in self.wordt.items()]

    @property
    def knop(self) -> str:
        """What the button says: it may be that no mail is left."""
        user = self.gebruiker
        left = {kind: getattr(user, f"mail_{kind}") for kind in Berichtsoort} | _less(user, self.wordt)
        return "Ja, geen mail meer" if set(left.values()) == {Mailkeuze.GEEN} else "Ja, minder mail"

    @property
    def gedaan(self) -> bool:
        """Whether it is so already."""
        return not _less(self.gebruiker, self.wordt)


_ZINNEN = {
    (Berichtsoort.EIGEN, Mailkeuze.WEEK): "Wat van u wordt gevraagd, mailen we u eenmaal per week, op maandag.",
    (Berichtsoort.EIGEN, Mailkeuze.GEEN): "Over wat van u wordt gevraagd mailen we u niet meer. Het staat nog wel bij "
    "uw berichten op de website.",
    (Berichtsoort.NIEUWS, Mailkeuze.GEEN): "Nieuws over het werk van anderen krijgt u niet meer.",
}


def adres(gebruiker: Gebruiker, soorten: Iterable[str], *, in_week: bool) -> str:
    """The address of less mail than the one in which it stands: about these kinds, at once or in the weekly one."""
    wordt = {
        kind: Mailkeuze.WEEK if kind == Berichtsoort.EIGEN and not in_week else Mailkeuze.GEEN
        for kind in sorted(soorten)
    }
    return reverse("basis:afmelden", args=[signing.dumps([gebruiker.pk, wordt], salt=DOEL)])


def lees(code: str) -> Afmelding | None:
    """What a link asks for; None when it was not made by us, or its user is gone."""
    try:
        pk, wordt = signing.loads(code, salt=DOEL)
    except signing.BadSignature:
        return None
    user = Gebruiker.objects.filter(pk=pk, is_active=True).first()
    return user and Afmelding(user, {Berichtsoort(kind): Mailkeuze(choice) for kind, choice in wordt.items()})


@transaction.atomic
def meld_af(afmelding: Afmelding) -> None:
    """Give the user less mail. A second time changes nothing."""
    user = Gebruiker.objects.select_for_update().get(pk=afmelding.gebruiker.pk)
    for kind, choice in _less(user, afmelding.wordt).items():
        field = f"mail_{kind}"
        Wijziging.objects.log(
            user,
            by=user,
            veld=str(user._meta.get_field(field).verbose_name),
            van=Mailkeuze(getattr(user, field)).label,
            naar=choice.label,
            waarom=WAAROM,
        )
        setattr(user, field, choice)
    user.save(update_fields=["mail_eigen", "mail_nieuws"])


def _less(user: Gebruiker, wordt: dict[Berichtsoort, Mailkeuze]) -> dict[Berichtsoort, Mailkeuze]:
    """What would become less than it is now."""
    now = {kind: _VOLGORDE.index(Mailkeuze(getattr(user, f"mail_{kind}"))) for kind in wordt}
    return {kind: choice for kind, choice in wordt.items() if _VOLGORDE.index(choice) > now[kind]}

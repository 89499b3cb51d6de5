"""What was accepted before: the half-years around a delivery, to compare it with. Asked for once, when needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, Sum

from basis.halfjaar import Halfjaar
from basis.models import Buurt, Partij, Partijsoort, Wijk
from voorraad.boekhouding import Boekhouding, van_mutaties, van_stand
from voorraad.models import (
    Codelijst,
    Codewaarde,
    Gemeentegegeven,
    Levering,
    Mutatie,
    Project,
    Rij,
    Toewijzing,
    Voorraadstand,
)

HALFJAREN_TERUG = 4  # so far back is looked for what shares were seen


@dataclass(frozen=True)
class Aandeel:
    """A share of all homes of a sheet: those whose `veld` holds one of `waarden`."""

    naam: str
    model: type[Rij]
    veld: str
    waarden: Callable[[], Iterable]


def _urgent() -> Iterable[str]:
    return Codewaarde.objects.urgent().values_list("code", flat=True)


def _geschikt() -> Iterable[str]:
    return Codewaarde.objects.filter(lijst=Codelijst.GESCHIKT).exclude(code="nee").values_list("code", flat=True)


AANDELEN = (
    Aandeel("urgent", Toewijzing, "doelgroep", _urgent),
    Aandeel("boven de inkomensgrens", Toewijzing, "boven_inkomensgrens", lambda: [True]),
    Aandeel("energielabel E, F of G", Voorraadstand, "energielabel", lambda: ["e", "f", "g"]),
    Aandeel("geschikt voor ouderen", Voorraadstand, "geschikt", _geschikt),
)


@dataclass(frozen=True)
class Plan:
    """A project as it stood in an earlier delivery: homes still to come, and whether some were delivered."""

    naam: str
    open: int
    gerealiseerd: bool


class Eerder:
    """The accepted deliveries of a party around a half-year. What is not there is None or empty."""

    def __init__(self, partij: Partij, halfjaar: Halfjaar):
        self.partij, self.halfjaar = partij, halfjaar

    def _vastgesteld(self, halfjaar: Halfjaar) -> Levering | None:
        return Levering.objects.vastgesteld_over(self.partij, halfjaar).first()

    @cached_property
    def vorige(self) -> Levering | None:
        return self._vastgesteld(self.halfjaar - 1)

    @cached_property
    def volgende(self) -> Levering | None:
        return self._vastgesteld(self.halfjaar + 1)

    @cached_property
    def stand(self) -> Boekhouding:
        """The closing stock of the previous half-year."""
        return _stand(self.vorige)

    @cached_property
    def volgende_stand(self) -> Boekhouding:
        return _stand(self.volgende)

    @cached_property
    def volgende_mutaties(self) -> Boekhouding:
        velden = ("wijk__code", "buurt__code", "soort", "segment", "naar_segment", "aantal")
        rijen = Mutatie.objects.filter(levering=self.volgende).values_list(*velden)
        return van_mutaties((None, (wijk, buurt or ""), *rest) for wijk, buurt, *rest in rijen)

    @cached_property
    def plannen(self) -> dict[str, Plan]:
        """The plan list of the previous half-year, per project code."""
        found: dict[str, Plan] = {}
        projecten = Project.objects.filter(levering=self.vorige)
        for code, naam, aantal, klaar in projecten.values_list(
            "projectcode", "naam", "aantal", "gerealiseerd_halfjaar"
        ):
            before = found.get(code, Plan(naam, 0, False))
            found[code] = Plan(naam, before.open + (0 if klaar else aantal), before.gerealiseerd or bool(klaar))
        return found

    @cached_property
    def toewijzingen(self) -> Counter:
        """Homes per group in the previous half-year."""
        return _per(Toewijzing.objects.filter(levering=self.vorige), "doelgroep")

    @cached_property
    def gegevens(self) -> Counter:
        """What the municipality said of the previous half-year, per gegeven and group."""
        return _per(Gemeentegegeven.objects.filter(levering=self.vorige), "gegeven", "doelgroep")

    @cached_property
    def namen(self) -> dict[str, str]:
        """The newest name of every wijk and buurt, by code."""
        areas = [*Wijk.objects.order_by("editie").values_list("code", "naam")]
        return dict([*areas, *Buurt.objects.order_by("editie").values_list("code", "naam")])

    @cached_property
    def aandelen(self) -> dict[str, list[float]]:
        """Per share, by name, what the corporations delivered over this and the four half-years before it."""
        vanaf = Levering.objects.vastgesteld().filter(
            partij__soort=Partijsoort.CORPORATIE, halfjaar__gte=self.halfjaar - HALFJAREN_TERUG,
            halfjaar__lte=self.halfjaar,
        )  # fmt: skip
        leveringen = vanaf.exclude(partij=self.partij, halfjaar=self.halfjaar)
        return {aandeel.naam: _gezien(aandeel, leveringen) for aandeel in AANDELEN}


def _gezien(aandeel: Aandeel, leveringen) -> list[float]:
    deel = Sum("aantal", filter=Q(**{f"{aandeel.veld}__in": aandeel.waarden()}), default=0)
    rijen = aandeel.model.objects.filter(levering__in=leveringen).order_by().values("levering")
    sums = rijen.annotate(deel=deel, alle=Sum("aantal")).values_list("deel", "alle")
    return [deel / alle for deel, alle in sums if alle]


def _stand(levering: Levering | None) -> Boekhouding:
    velden = ("wijk__code", "buurt__code", "segment")
    rijen = Voorraadstand.objects.filter(levering=levering).order_by().values_list(*velden)
    return van_stand(
        (None, (wijk, buurt or ""), segment, som) for wijk, buurt, segment, som in rijen.annotate(som=Sum("aantal"))
    )


def _per(rijen, *velden: str) -> Counter:
    sums = rijen.order_by().values_list(*velden).annotate(som=Sum("aantal"))
    return Counter({tuple(key): som for *key, som in sums})

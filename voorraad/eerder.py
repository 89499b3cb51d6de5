"""What was accepted before: the half-years around a delivery, to compare it with. Asked for once, when needed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q, Sum

from basis.halfjaar import Halfjaar
from basis.models import Buurt, Partij, Partijsoort, Wijk
from voorraad.models import Codewaarde, Gemeentegegeven, Levering, Mutatie, Project, Toewijzing, Voorraadstand

HALFJAREN_TERUG = 4  # so far back is looked for what shares were seen
RIJEN_GENOEMD = 5  # rows that a finding names; one more is kept, to know that there are more
SLECHTE_LABELS = ("e", "f", "g")

Plek = tuple[str, str]  # code of the wijk, and of the buurt or ''


@dataclass
class Boekhouding:
    """Homes by (place, segment): what stands there, or what changes came to; with the first rows that make it."""

    aantallen: Counter = field(default_factory=Counter)
    rijen: dict[tuple[Plek, str], list[int]] = field(default_factory=dict)

    def tel(self, plek: Plek, segment: str, aantal: int, rij: int | None = None) -> None:
        self.aantallen[plek, segment] += aantal
        if rij is not None:
            rijen = self.rijen.setdefault((plek, segment), [])
            if len(rijen) <= RIJEN_GENOEMD:
                rijen.append(rij)

    def opgeteld(self, wijken: set[str]) -> Boekhouding:
        """The same with all buurten of these wijken taken together."""
        samen = Boekhouding()
        for (plek, segment), aantal in self.aantallen.items():
            samen.aantallen[_naar_wijk(plek, wijken), segment] += aantal
        for (plek, segment), rijen in self.rijen.items():
            samen.rijen.setdefault((_naar_wijk(plek, wijken), segment), []).extend(rijen)
        return samen

    def zonder_buurt(self) -> set[str]:
        """The wijken of which something is known of the wijk as a whole only."""
        return {wijk for (wijk, buurt), _ in self.aantallen if not buurt}


def _naar_wijk(plek: Plek, wijken: set[str]) -> Plek:
    return (plek[0], "") if plek[0] in wijken else plek


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
        return Levering.objects.vastgesteld().filter(partij=self.partij, halfjaar=halfjaar).first()

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
        boek = Boekhouding()
        velden = ("wijk__code", "buurt__code", "soort", "segment", "naar_segment", "aantal")
        for wijk, buurt, soort, segment, naar, aantal in Mutatie.objects.filter(levering=self.volgende).values_list(
            *velden
        ):
            for waar, erbij in effect(soort, segment, naar, aantal):
                boek.tel((wijk, buurt or ""), waar, erbij)
        return boek

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
        """Per share (see `aandelen`) what the corporations delivered over this and the four half-years before it."""
        vanaf = Levering.objects.vastgesteld().filter(
            partij__soort=Partijsoort.CORPORATIE, halfjaar__gte=self.halfjaar - HALFJAREN_TERUG,
            halfjaar__lte=self.halfjaar,
        )  # fmt: skip
        leveringen = vanaf.exclude(partij=self.partij, halfjaar=self.halfjaar)
        found: dict[str, list[float]] = {}
        for model in (Toewijzing, Voorraadstand):
            for telling in _tellingen(model, leveringen):
                for naam, aandeel in aandelen(telling).items():
                    found.setdefault(naam, []).append(aandeel)
        return found


def effect(soort: str, segment: str, naar: str, aantal: int) -> list[tuple[str, int]]:
    """What a change does to the stock, per segment. A home that is sold leaves; one that is liberalised stays."""
    if soort in ("verkoop", "sloop"):
        return [(segment, -aantal)]
    if soort == "liberalisatie":
        return [(segment, -aantal), (naar, aantal)]
    return [(segment, aantal)]


def aandelen(telling: dict[str, int]) -> dict[str, float]:
    """Shares out of counts that have 'alle' among them; nothing when there is nothing to divide."""
    alle = telling.get("alle") or 0
    return {naam: (aantal or 0) / alle for naam, aantal in telling.items() if naam != "alle"} if alle else {}


def _tellingen(model, leveringen) -> list[dict[str, int]]:
    rijen = model.objects.filter(levering__in=leveringen).order_by().values("levering")
    sums = {naam: Sum("aantal", filter=conditie, default=0) for naam, conditie in _deel(model).items()}
    return [
        {naam: aantal for naam, aantal in rij.items() if naam != "levering"}
        for rij in rijen.annotate(alle=Sum("aantal"), **sums)
    ]


def _deel(model) -> dict[str, Q]:
    if model is Toewijzing:
        return {
            "urgent": Q(doelgroep__in=Codewaarde.objects.urgent().values("code")),
            "boven_inkomensgrens": Q(boven_inkomensgrens=True),
        }
    return {
        "slecht_label": Q(energielabel__in=SLECHTE_LABELS),
        "geschikt": ~Q(geschikt="nee"),
    }


def _stand(levering: Levering | None) -> Boekhouding:
    boek = Boekhouding()
    for wijk, buurt, segment, aantal in (
        Voorraadstand.objects.filter(levering=levering)
        .order_by()
        .values_list("wijk__code", "buurt__code", "segment")
        .annotate(som=Sum("aantal"))
    ):
        boek.tel((wijk, buurt or ""), segment, aantal)
    return boek


def _per(rijen, *velden: str) -> Counter:
    sums = rijen.order_by().values_list(*velden).annotate(som=Sum("aantal"))
    return Counter({tuple(key): som for *key, som in sums})

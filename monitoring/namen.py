"""What the parts of a figure are called on screen, and in which order they stand: as on the code lists."""

from __future__ import annotations

from basis.halfjaar import Halfjaar
from monitoring.indicatoren import Indicator
from voorraad.columns import BLADEN, Soort
from voorraad.models import Codelijst, Codewaarde

VASTE = {
    "daeb-koop": "DAEB-koop",
    "liberalisatie-in": "liberalisatie naar middenhuur",
    "liberalisatie-uit": "liberalisatie uit middenhuur",
    "middeninkomen": "aan middeninkomens",
    "wachtend": "nog wachtend",
    "aanbod": "vrijkomend aanbod",
}
VOOR_DE_NAAM = {"energielabel": "label "}
_KOLOM = {(blad.model, kolom.veld): kolom for blad in BLADEN for kolom in blad.kolommen}


class Namen:
    """Names and places of all codes, and which groups are urgent, asked for once. See `load`."""

    def __init__(self, codes: dict[tuple[str, str], tuple[int, str]], urgent: frozenset[str] = frozenset()):
        self._codes = codes
        self.urgent = urgent

    def van_code(self, lijst: str, code: str) -> str:
        """As on a code list; a code that stands on it no more is its own name."""
        return self._codes.get((lijst, code), (0, code))[1]

    def van(self, indicator: Indicator, onderdeel: str) -> str:
        """'nieuwbouw, uitstroom uit een instelling', 'hard, sloop, eerste helft 2027', 'label E'."""
        return ", ".join(naam for _, naam in self._stukken(indicator, onderdeel))

    def volgorde(self, indicator: Indicator, onderdeel: str) -> tuple:
        """Sorts parts as the indicator declares them, and within those as the code lists do."""
        declared = list(indicator.onderdelen)
        patroon = indicator.patroon(onderdeel)
        place = declared.index(patroon) if patroon in declared else -1
        return (place, *(volgorde for volgorde, _ in self._stukken(indicator, onderdeel)), onderdeel)

    def kent(self, indicator: Indicator, onderdeel: str) -> bool:
        """Whether there can be such a part: its codes are on the lists, its half-years are half-years."""
        patroon = indicator.patroon(onderdeel)
        if patroon is None:
            return False
        pairs = zip(patroon.split("/"), onderdeel.split("/"), strict=True)
        return all(self._found(indicator, patroon, *pair) for pair in pairs if pair[0].startswith("{"))

    def _stukken(self, indicator: Indicator, onderdeel: str) -> list[tuple[int, str]]:
        patroon = indicator.patroon(onderdeel) or onderdeel
        pairs = zip(patroon.split("/"), onderdeel.split("/"), strict=True)
        return [
            (self._found(indicator, patroon, *pair) or (0, pair[1])) if pair[0].startswith("{") else (0, _vast(pair[1]))
            for pair in pairs
        ]

    def _found(self, indicator: Indicator, patroon: str, veld: str, code: str) -> tuple[int, str] | None:
        """Place and name of what stands for a field in the name of a part."""
        kolom = _KOLOM[indicator.onderdelen[patroon].rijen.model, veld.strip("{}")]
        if kolom.soort is Soort.HALFJAAR:
            return _halfjaar(code)
        found = self._codes.get((kolom.lijst, code))
        return found and (found[0], VOOR_DE_NAAM.get(kolom.veld, "") + found[1])


def _vast(stuk: str) -> str:
    return VASTE.get(stuk, stuk)


def _halfjaar(text: str) -> tuple[int, str] | None:
    try:
        half = Halfjaar.parse(text)
    except ValueError:
        return None
    return half.jaar * 2 + half.helft, half.voluit


def load() -> Namen:
    """All codes, in one query; also those that are no longer in use, since figures may still have them."""
    rows = list(Codewaarde.objects.values_list("lijst", "code", "volgorde", "naam", "urgent"))
    urgent = frozenset(code for lijst, code, *_, marked in rows if lijst == Codelijst.DOELGROEP and marked)
    return Namen({(lijst, code): (volgorde, naam) for lijst, code, volgorde, naam, _ in rows}, urgent)

"""One cell: from what stands in the spreadsheet to a value, or to what was expected instead."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from basis.halfjaar import Halfjaar
from basis.models import Buurt, Wijk
from voorraad.columns import Kolom, Soort
from voorraad.models import Betekenis, Codewaarde

JA = {"ja", "j", "yes", "y", "true", "waar", "1", "x"}
NEE = {"nee", "n", "no", "false", "onwaar", "0"}
STREEP = {"-", "–", "—"}  # a dash says no; a question mark does not
MAX_GETAL = 2_000_000
_CODE_LENGTH = 80
_VERA = re.compile(r"[A-Z]{5,}\.[A-Z0-9]{1,4}")  # near another VERA code is no sign of what was meant
_DUIZENDTALLEN = re.compile(r"[+-]?\d{1,3}([. ]\d{3})+(,\d+)?")


class Onverwacht(ValueError):  # noqa: N818  a finding, no fault of ours
    """What stands in a cell is not what the column asks for. `soort` names the kind of finding."""

    def __init__(self, soort: str, verwacht: str):
        super().__init__(verwacht)
        self.soort, self.verwacht = soort, verwacht


@dataclass(frozen=True)
class Ligging:
    """Where a row lies: a wijk, by code and key, and perhaps a buurt. `code` and `naam` are those of the smallest."""

    code: str
    naam: str
    wijk: str
    wijk_id: int
    buurt_id: int | None = None

    def __str__(self):
        return self.code


def plat(text: object) -> str:
    """A text without what does not matter: capitals, accents, spaces, hyphens, invisible marks."""
    text = str(text)
    return _plat_kept(text) if len(text) <= _CODE_LENGTH else _plat(text)


def _plat(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    return "".join(char for char in folded if char.isalnum() or char == "+")


_plat_kept = lru_cache(maxsize=4096)(_plat)  # the same codes and heads stand in every row and every delivery


class Naslag:
    """What codes and areas exist, looked up once per delivery: own codes, names and VERA codes."""

    def __init__(self, halfjaar: Halfjaar):
        self.codes: dict[str, dict[str, dict[str, Betekenis]]] = defaultdict(lambda: defaultdict(dict))
        self.namen: dict[str, list[str]] = defaultdict(list)
        for waarde in Codewaarde.objects.filter(actief=True):
            self.namen[waarde.lijst].append(waarde.code)
            for spelling, betekenis in waarde.schrijfwijzen().items():
                known = self.codes[waarde.lijst][plat(spelling)]
                if waarde.code not in known or known[waarde.code].zeker:
                    known[waarde.code] = betekenis
        wijken = {wijk.pk: wijk for wijk in Wijk.objects.in_editie(halfjaar.jaar).defer("vorm")}
        self.gebieden = {w.code: Ligging(w.code, w.naam, w.code, w.pk) for w in wijken.values()}
        for buurt in Buurt.objects.in_editie(halfjaar.jaar).defer("vorm"):
            if wijk := wijken.get(buurt.wijk_id):
                self.gebieden[buurt.code] = Ligging(buurt.code, buurt.naam, wijk.code, wijk.pk, buurt.pk)
        self.gebiedsnamen: dict[str, set[str]] = defaultdict(set)
        for code, ligging in self.gebieden.items():
            self.gebiedsnamen[plat(ligging.naam)].add(code)


def lees(raw, kolom: Kolom, naslag: Naslag):
    """The value of a cell that is not empty. Raises Onverwacht."""
    return _LEZERS[kolom.soort](raw, kolom, naslag)


def is_leeg(raw) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip("\u200e\u200f\u00a0 \t\r\n"))


def _code(raw, kolom, naslag):
    known = naslag.codes[kolom.lijst.value]
    found = known.get(plat(raw), {})
    if len(found) == 1 and all(betekenis.zeker for betekenis in found.values()):
        return next(iter(found))
    if found:
        raise Onverwacht("code-dubbelzinnig", f"een duidelijke code: bedoelt u {_meanings(found)}?")
    near = (
        [] if _VERA.fullmatch(str(raw).strip()) else difflib.get_close_matches(plat(raw), list(known), n=1, cutoff=0.7)
    )
    if near:
        raise Onverwacht("onbekende-code", f"een code uit de lijst; bedoelde u «{min(known[near[0]])}»?")
    raise Onverwacht("onbekende-code", f"een code uit de lijst: {', '.join(naslag.namen[kolom.lijst.value])}")


def _meanings(found: dict[str, Betekenis]) -> str:
    """What a spelling can stand for; its VERA list is said where that makes the difference."""
    lists = {betekenis.vera_lijst for betekenis in found.values()}
    told = []
    for code, betekenis in sorted(found.items()):
        where = f", VERA-lijst {betekenis.vera_lijst}" if len(lists) > 1 and betekenis.vera_lijst else ""
        told.append(f"«{code}» ({betekenis.tekst}{where})")
    return " of ".join(told)


def _gebied(raw, kolom, naslag):
    code = re.sub(r"\s", "", str(raw)).upper()
    if code in naslag.gebieden:
        return naslag.gebieden[code]
    named = naslag.gebiedsnamen.get(plat(raw), set())
    if len(named) == 1:
        return naslag.gebieden[next(iter(named))]
    if named:
        codes = " of ".join(f"«{code}»" for code in sorted(named))
        raise Onverwacht("code-dubbelzinnig", f"een duidelijke code: bedoelt u {codes}?")
    near = difflib.get_close_matches(code, list(naslag.gebieden), n=1, cutoff=0.85)
    hint = f"; bedoelde u «{near[0]}» ({naslag.gebieden[near[0]].naam})?" if near else ""
    raise Onverwacht("onbekend-gebied", f"een buurtcode (BU0307…) of wijkcode (WK0307…) van Amersfoort{hint}")


def _ja_nee(raw, kolom, naslag):
    text = plat(raw)
    if text in JA:
        return True
    if text in NEE or str(raw).strip() in STREEP:
        return False
    raise Onverwacht("geen-ja-of-nee", "ja of nee")


def _number(raw) -> Decimal:
    text = str(raw).strip().replace("\u00a0", " ").replace("\u202f", " ").replace("−", "-")
    if isinstance(raw, str):
        if _DUIZENDTALLEN.fullmatch(text):
            text = re.sub(r"[. ]", "", text)
        text = text.replace(",", ".") if text.count(",") == 1 and "." not in text else text
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise Onverwacht("geen-getal", "een getal, zonder tekst erbij") from None
    if not number.is_finite() or number.adjusted() > 9 or abs(number) > MAX_GETAL:
        raise Onverwacht("geen-getal", "een gewoon getal, kleiner dan 2.000.000")
    return number


def _getal_met_teken(raw, kolom, naslag):
    number = _number(raw)
    if number != number.to_integral_value():
        raise Onverwacht("geen-heel-getal", "een heel getal, zonder cijfers achter de komma")
    return int(number)


def _getal(raw, kolom, naslag):
    number = _getal_met_teken(raw, kolom, naslag)
    if number < 0:
        raise Onverwacht("negatief", "een aantal van 0 of meer")
    return number


def _decimaal(raw, kolom, naslag):
    number = _number(raw)
    if not 0 <= number <= 999:
        raise Onverwacht("buiten-bereik", "een getal tussen 0 en 999")
    return number.quantize(Decimal("0.1"))


def _tekst(raw, kolom, naslag):
    return " ".join(str(raw).split())


def _halfjaar(raw, kolom, naslag):
    try:
        return Halfjaar.parse(raw)
    except ValueError:
        raise Onverwacht("geen-halfjaar", "een halfjaar, bijvoorbeeld 2026-1 of 2026-2") from None


_LEZERS = {
    Soort.CODE: _code,
    Soort.GEBIED: _gebied,
    Soort.JA_NEE: _ja_nee,
    Soort.GETAL: _getal,
    Soort.GETAL_MET_TEKEN: _getal_met_teken,
    Soort.DECIMAAL: _decimaal,
    Soort.TEKST: _tekst,
    Soort.HALFJAAR: _halfjaar,
}

"""Reading what was frozen: only the stored content, and only when its hash is right."""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format

from basis.halfjaar import Halfjaar
from basis.kenmerk import kenmerk
from monitoring.jaaroverzicht import vorm
from monitoring.jaaroverzicht.cijfers import laatste
from monitoring.models import Vastlegging
from monitoring.tijdvak import Tijdvak


class Beschadigd(Exception):  # noqa: N818  a Dutch name for what is the matter
    """What is stored is not what was frozen: no figure of it can be trusted."""


class Onbekend(Beschadigd):
    """It is what was frozen, but of a later program, or without parts that this one cannot do without."""


def lees(vastlegging: Vastlegging, *, openbaar: bool = False) -> dict:
    """The content as it was frozen, for everybody or for who has an account, without notes. Raises Beschadigd."""
    return vorm.zonder_notities(_bekend(_gelezen(vastlegging, "_openbaar" if openbaar else "")))[0]


def lees_met_notities(vastlegging: Vastlegging) -> dict:
    """The content with the notes of the speaker, for who prepares an overview. Raises Beschadigd."""
    inhoud, old = vorm.zonder_notities(_bekend(_gelezen(vastlegging, "")))
    apart = _gelezen(vastlegging, "_notities") if vastlegging.notities else {}
    return inhoud | {"notities": old | apart}


_VELDEN = {"": "inhoud", "_openbaar": "openbaar", "_notities": "notities"}


def _gelezen(vastlegging: Vastlegging, welk: str) -> dict:
    """One of the stored texts, by how the name of its hash ends."""
    text = getattr(vastlegging, _VELDEN[welk])
    if kenmerk(text) != getattr(vastlegging, f"sha256{welk}"):
        raise Beschadigd(str(vastlegging))
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Onbekend(str(vastlegging))
    return found


def _bekend(inhoud: dict) -> dict:
    """Raises Onbekend where this is of no shape that is read here."""
    schema = inhoud.get("schema", 0)
    parts = vorm.DELEN.get(schema, {}) if isinstance(schema, int) else {}
    if not parts or not all(isinstance(inhoud.get(name), kind) for name, kind in parts.items()):
        raise Onbekend(f"schema {schema}")
    return inhoud


def is_leesbaar(vastlegging: Vastlegging, *, openbaar: bool) -> bool:
    try:
        lees(vastlegging, openbaar=openbaar)
    except Beschadigd:
        return False
    return True


def is_heel(vastlegging: Vastlegging) -> bool:
    """Whether all that was frozen is still there: for who has an account, for everybody, and for the speaker."""
    try:
        lees_met_notities(vastlegging)
    except Beschadigd:
        return False
    return is_leesbaar(vastlegging, openbaar=True)


@dataclass(frozen=True)
class Vorige:
    """The overview before this one, as it was frozen."""

    tijdvak: Tijdvak
    versie: int
    moment: datetime.datetime
    inhoud: dict

    @property
    def naam(self) -> str:
        return f"{self.tijdvak.naam}, versie {self.versie}"

    @property
    def dag(self) -> str:
        return date_format(timezone.localtime(self.moment), "j F Y")

    @property
    def als_data(self) -> dict:
        return {"tijdvak": str(self.tijdvak), "titel": self.tijdvak.titel, "versie": self.versie, "op": self.moment}

    @cached_property
    def _reeksen(self) -> dict[tuple[str, str], dict]:
        return {(row["code"], row["partij"]): row for row in self.inhoud["cijfers"]}

    @property
    def codes(self) -> set[str]:
        return {code for code, _ in self._reeksen}

    def reeks(self, code: str, partij: str = "") -> dict | None:
        return self._reeksen.get((code, partij))

    def waarde(self, code: str, partij: str = "") -> float | None:
        """The newest figure of then; None where there was none."""
        found = self._laatste(code, partij)
        return found and found["waarde"]

    def tm(self, code: str) -> Halfjaar | None:
        """The last half-year of which there was a figure then."""
        found = self._laatste(code, "")
        return Halfjaar.parse(found["halfjaar"]) if found else None

    def definitie(self, code: str) -> dict | None:
        return next((each for each in self.inhoud["definities"] if each["code"] == code), None)

    def _laatste(self, code: str, partij: str) -> dict | None:
        row = self.reeks(code, partij)
        return laatste(row["reeks"]) if row else None


def vorige(tijdvak: Tijdvak, *, openbaar: bool = False) -> Vorige | None:
    """The newest version of the overview that ended last before this one; damaged ones are passed over.

    `openbaar`: what everybody may read of it.
    """
    rows = Vastlegging.objects.filter(schema__gte=vorm.MET_CIJFERS).select_related("jaaroverzicht").zonder_inhoud()
    earlier = [row for row in rows if row.jaaroverzicht.tijdvak.tm < tijdvak.tm]
    for row in sorted(earlier, key=lambda row: (row.jaaroverzicht.tijdvak.volgorde, row.op), reverse=True):
        try:
            return Vorige(row.jaaroverzicht.tijdvak, row.versie, row.op, lees(row, openbaar=openbaar))
        except Beschadigd:
            continue
    return None

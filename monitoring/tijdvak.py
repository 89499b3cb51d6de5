"""The year or the half-year that an overview is about."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from basis.halfjaar import EERSTE, LAATSTE, Halfjaar

_VORM = re.compile(r"(\d{4})(?:-([12]))?")


@dataclass(frozen=True, order=True)
class Tijdvak:
    """`helft` is 1 or 2, or 0 for the whole year. As text, and in an address: '2026' or '2026-1'."""

    jaar: int
    helft: int = 0

    @classmethod
    def parse(cls, text: str) -> Tijdvak:
        """Read '2026' or '2026-1'. Raises ValueError."""
        found = _VORM.fullmatch(str(text))
        if not found:
            raise ValueError(f"‘{text}’ is geen jaar of halfjaar; verwacht bijvoorbeeld 2026 of 2026-1.")
        return cls(int(found[1]), int(found[2] or 0))

    def __str__(self) -> str:
        return f"{self.jaar}-{self.helft}" if self.helft else str(self.jaar)

    @property
    def halfjaren(self) -> list[Halfjaar]:
        return [Halfjaar(self.jaar, helft) for helft in ([self.helft] if self.helft else (1, 2))]

    @property
    def tm(self) -> Halfjaar:
        """The half-year up to which figures count."""
        return self.halfjaren[-1]

    @property
    def volgorde(self) -> tuple:
        """By which overviews are put in order of time: a year comes after its last half-year."""
        return self.tm, not self.helft

    @property
    def jaar_eerder(self) -> Tijdvak:
        """The same kind of time, a year before."""
        return Tijdvak(self.jaar - 1, self.helft)

    @property
    def begin(self) -> datetime.date:
        return self.halfjaren[0].begin

    @property
    def eind(self) -> datetime.date:
        return self.tm.peildatum

    @property
    def naam(self) -> str:
        """'2026', 'de eerste helft van 2026': for running text."""
        return f"de {self.tm.voluit.replace('helft ', 'helft van ')}" if self.helft else str(self.jaar)

    @property
    def titel(self) -> str:
        return f"Halfjaaroverzicht {self.tm.voluit}" if self.helft else f"Jaaroverzicht {self.jaar}"

    @property
    def volgend(self) -> Tijdvak:
        """The next year, or the next half-year."""
        if not self.helft:
            return Tijdvak(self.jaar + 1)
        after = self.tm + 1
        return Tijdvak(after.jaar, after.helft)


def tijdvakken(today: datetime.date) -> list[Tijdvak]:
    """The years of the agreements until this one, newest first, each with its half-years that have begun."""
    last = min(max(Halfjaar.of(today), EERSTE), LAATSTE)
    found = []
    for jaar in range(last.jaar, EERSTE.jaar - 1, -1):
        halves = [Tijdvak(jaar, helft) for helft in (2, 1) if Halfjaar(jaar, helft) <= last]
        found += [Tijdvak(jaar), *halves]
    return found

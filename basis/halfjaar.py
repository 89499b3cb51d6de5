"""Half-years: `2026-1` runs from 1 January to 30 June 2026, `2026-2` to 31 December.

The stored form is the text itself: six characters that sort in the database as in time.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models

_VORM = re.compile(r"\s*(\d{4})\s*[-/_ ]?\s*[hH]?\s*([12])\s*")


@dataclass(frozen=True, order=True)
class Halfjaar:
    """One half-year. `helft` is 1 or 2. Raises ValueError on anything else."""

    jaar: int
    helft: int

    def __post_init__(self):
        if not (1900 <= self.jaar <= 2999 and self.helft in (1, 2)):
            raise ValueError(f"{self.jaar}-{self.helft} is geen halfjaar; verwacht bijvoorbeeld 2026-1.")

    @classmethod
    def parse(cls, text: object) -> Halfjaar:
        """Read '2026-1', '2026 1', '2026H2' … Raises ValueError with a Dutch message."""
        if isinstance(text, Halfjaar):
            return text
        found = _VORM.fullmatch(str(text))
        if not found:
            raise ValueError(f"‘{text}’ is geen halfjaar; verwacht bijvoorbeeld 2026-1 of 2026-2.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: datetime.date) -> Halfjaar:
        """The half-year in which `day` lies."""
        return cls(day.year, 1 if day.month <= 6 else 2)

    @classmethod
    def range(cls, first: Halfjaar, last: Halfjaar) -> list[Halfjaar]:
        """All half-years from `first` to `last`, both included."""
        return [first + n for n in range(last - first + 1)]

    @property
    def begin(self) -> datetime.date:
        return datetime.date(self.jaar, 1 if self.helft == 1 else 7, 1)

    @property
    def peildatum(self) -> datetime.date:
        """The reference date: the last day of the half-year."""
        return datetime.date(self.jaar, 6, 30) if self.helft == 1 else datetime.date(self.jaar, 12, 31)

    @property
    def voluit(self) -> str:
        """'eerste helft 2026', for running text."""
        return f"{'eerste' if self.helft == 1 else 'tweede'} helft {self.jaar}"

    def _number(self) -> int:
        return self.jaar * 2 + self.helft - 1

    def __add__(self, halves: int) -> Halfjaar:
        number = self._number() + halves
        return Halfjaar(number // 2, number % 2 + 1)

    def __sub__(self, other: Halfjaar | int):
        """Half-years between two half-years, or the half-year so many earlier."""
        if isinstance(other, Halfjaar):
            return self._number() - other._number()
        return self + -other

    def __str__(self) -> str:
        return f"{self.jaar}-{self.helft}"


EERSTE = Halfjaar(2026, 1)
LAATSTE = Halfjaar(2030, 2)
NULMETING = Halfjaar(2025, 2)


def begonnen(today: datetime.date) -> list[Halfjaar]:
    """The half-years of the agreements that have begun on this day, newest first."""
    return Halfjaar.range(EERSTE, min(Halfjaar.of(today), LAATSTE))[::-1]


class HalfjaarField(models.CharField):
    """Stores a Halfjaar as `2026-1`: sorts, compares and filters in the database."""

    description = "Halfjaar"

    def __init__(self, *args, **kwargs):
        kwargs["max_length"] = 6
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value, expression, connection):
        return Halfjaar(int(value[:4]), int(value[5])) if value else None

    def to_python(self, value):
        if value in (None, ""):
            return None
        try:
            return Halfjaar.parse(value)
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def get_prep_value(self, value):
        return None if value in (None, "") else str(Halfjaar.parse(value))

    def value_to_string(self, obj):
        value = self.value_from_object(obj)
        return str(value) if value else ""

    def run_validators(self, value):
        super().run_validators(str(value) if value else value)

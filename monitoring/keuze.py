"""What part of the figures a reader chose to see; it lives in the address, so that a view can be shared."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.formats import date_format

from basis.halfjaar import Halfjaar
from basis.models import Partij


@dataclass(frozen=True)
class Keuze:
    """What part of the figures is shown: one corporation or all together, until which half-year, known on which day."""

    corporatie: Partij | None = None
    tm: Halfjaar | None = None
    op: datetime.date | None = None

    @property
    def vraag(self) -> str:
        """'?corporatie=portaal&tm=2026-1', or nothing."""
        chosen = {"corporatie": self.corporatie and self.corporatie.code, "tm": self.tm, "op": self.op}
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{query}" if query else ""

    @property
    def dag(self) -> str:
        """'?op=2027-03-01', or nothing: what a reader takes along to another page."""
        return Keuze(op=self.op).vraag

    @property
    def wie(self) -> str:
        return self.corporatie.naam if self.corporatie else "alle corporaties samen"

    @property
    def in_woorden(self) -> str:
        parts = [self.wie, self.tm and f"tot en met {self.tm}", self.op and self.bekend.lower()]
        return ", ".join(filter(None, parts))

    @property
    def in_naam(self) -> str:
        """'portaal-tm-2026-1', for the name of a file; nothing where nothing was chosen."""
        parts = [self.corporatie and self.corporatie.code, self.tm and f"tm-{self.tm}"]
        return "-".join(filter(None, [*parts, self.op and f"bekend-op-{self.op}"]))

    @property
    def bekend(self) -> str:
        """'Zoals bekend op 1 maart 2027', or nothing: as known now."""
        return f"Zoals bekend op {date_format(self.op, 'j F Y')}" if self.op else ""

    @property
    def moment(self) -> datetime.datetime | None:
        """The end of that day here."""
        return self.op and timezone.make_aware(datetime.datetime.combine(self.op, datetime.time.max))


ALLES = Keuze()

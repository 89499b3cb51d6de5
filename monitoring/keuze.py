"""What part of the figures a reader chose to see; it lives in the address, so that a view can be shared."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from basis.halfjaar import Halfjaar
from basis.models import Partij


@dataclass(frozen=True)
class Keuze:
    """What part of the figures is shown: one corporation or all together, and until which half-year."""

    corporatie: Partij | None = None
    tm: Halfjaar | None = None

    @property
    def vraag(self) -> str:
        """'?corporatie=portaal&tm=2026-1', or nothing."""
        chosen = {"corporatie": self.corporatie and self.corporatie.code, "tm": self.tm and str(self.tm)}
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{query}" if query else ""

    @property
    def wie(self) -> str:
        return self.corporatie.naam if self.corporatie else "alle corporaties samen"

    @property
    def in_woorden(self) -> str:
        return f"{self.wie}, tot en met {self.tm}" if self.tm else self.wie


ALLES = Keuze()

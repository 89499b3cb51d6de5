"""The address of a figure's passport: where it comes from, shared by whatever shows a figure."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from basis.halfjaar import Halfjaar
from basis.models import Partij
from monitoring.maat import GEHEEL, Maat


@dataclass(frozen=True)
class Verwijzing:
    """A link beside a sentence to one of the figures that it names: what it is called there, and where it leads."""

    naam: str
    adres: str


def adres(
    code: str,
    halfjaar: Halfjaar,
    *,
    partij: Partij | None = None,
    wijk: str = "",
    maat: Maat = GEHEEL,
    op=None,
    proef: int | None = None,
) -> str:
    """'/cijfer/V1/2026-1/?partij=portaal&wijk=WK030710&onderdeel=nieuwbouw&periode=halfjaar&op=2027-03-01'.

    `proef` is the number of a delivery: the figure as it would be once that is accepted.
    """
    asked = {"partij": partij and partij.code, "wijk": wijk, **maat.vraag, "op": op, "proef": proef}
    query = urlencode({name: value for name, value in asked.items() if value})
    path = reverse("monitoring:paspoort", args=[code, halfjaar])
    return f"{path}?{query}" if query else path


def met(address: str, **extra: str) -> str:
    """The same address with something added, such as a day."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(extra)}"

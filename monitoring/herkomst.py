"""The address of a figure's passport: where it comes from, shared by whatever shows a figure."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from basis.halfjaar import Halfjaar
from basis.models import Partij


def adres(
    code: str, halfjaar: Halfjaar | str, *, partij: Partij | None = None, wijk: str = "", onderdeel: str = "", op=None
) -> str:
    """'/cijfer/V1/2026-1/?partij=portaal&wijk=WK030710&onderdeel=nieuwbouw&op=2027-03-01'."""
    asked = {"partij": partij and partij.code, "wijk": wijk, "onderdeel": onderdeel, "op": op}
    query = urlencode({name: value for name, value in asked.items() if value})
    path = reverse("monitoring:paspoort", args=[code, halfjaar])
    return f"{path}?{query}" if query else path


def met(address: str, **extra: str) -> str:
    """The same address with something added, such as an onderdeel."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(extra)}"

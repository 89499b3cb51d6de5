"""What a document is made of: the frozen content of a version, checked, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from monitoring.jaaroverzicht import openen
from monitoring.models import Vastlegging


@dataclass(frozen=True)
class Bron:
    """`gegevens` stand in every document: version and moment, which part of the figures, for whom, and the hash.

    `openbaar`: everybody may read it, so nothing stands in it that is not seen at once.
    """

    titel: str
    inhoud: dict
    gegevens: list[tuple[str, str]]
    openbaar: bool = False

    @property
    def fictief(self) -> bool:
        return bool(self.inhoud.get("fictief"))


def bron(vastlegging: Vastlegging, *, openbaar: bool) -> Bron:
    """Raises openen.Beschadigd."""
    inhoud = openen.lees(vastlegging, openbaar=openbaar)
    tijdvak = vastlegging.jaaroverzicht.tijdvak
    moment = date_format(timezone.localtime(vastlegging.op), "j F Y, H:i")
    readers = "iedereen (openbare versie)" if openbaar else "wie een account heeft"
    return Bron(
        tijdvak.titel,
        inhoud,
        [
            ("Versie", str(vastlegging.versie)),
            ("Vastgelegd op", f"{moment} uur"),
            ("Tijdvak", f"{tijdvak.naam}; cijfers tot en met {tijdvak.tm}"),
            ("Selectie", "alle corporaties samen; per corporatie waar dat erbij staat"),
            ("Voor", readers),
            ("Controlegetal (SHA-256)", vastlegging.sha256_openbaar if openbaar else vastlegging.sha256),
        ],
        openbaar,
    )

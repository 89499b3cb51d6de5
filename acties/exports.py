"""The filtered table of actions as a file."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from acties.models import Actie
from basis.tabelbestand import Tabelbestand

KOPPEN = ["Jaar", "Nr", "Actie", "Samenvatting", "Thema", "Trekkers", "Partners", "Planning", "Deadline", "Status",
          "Laatste toelichting", "Bijgewerkt"]  # fmt: skip


def bestand(acties: Iterable[Actie], filters: str) -> Tabelbestand:
    """`filters` says in words which actions these are."""
    toelichting = [
        ("Titel", "Acties van de samenwerkingsafspraken Amersfoort"),
        ("Keuze", filters),
        ("Gemaakt op", date_format(timezone.localdate(), "j F Y")),
    ]
    return Tabelbestand("Acties", KOPPEN, [_row(actie) for actie in acties], toelichting, fictief=settings.DEMO)


def _row(actie: Actie) -> list:
    last = next((melding for melding in actie.meldingen.all() if not melding.bevestigt), None)
    return [
        actie.jaar,
        actie.nummer,
        actie.titel,
        actie.samenvatting,
        str(actie.thema or "boven de thema’s"),
        ", ".join(map(str, actie.trekkers.all())),
        ", ".join(map(str, actie.partners.all())),
        actie.planning,
        actie.deadline,
        actie.get_status_display(),
        last.toelichting if last else "",
        actie.bijgewerkt_op and timezone.localdate(actie.bijgewerkt_op),
    ]

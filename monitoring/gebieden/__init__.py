"""Finds an area by its address or by its name in a download, and what lies in it: wijken, buurten, areas of our own."""

from __future__ import annotations

import re

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from acties.models import Actie, Knelpunt, Prioriteitsgebied
from basis.models import Buurt, Gebied, Wijk

Plek = Wijk | Buurt | Gebied


def vind(code: str) -> Plek | None:
    """The wijk or buurt (its newest edition) or the area of our own with this code."""
    plain = code.replace("\0", "")  # PostgreSQL refuses that sign
    if plain.startswith(("WK", "BU")):
        model = Wijk if plain.startswith("WK") else Buurt
        return model.objects.filter(code=plain).order_by("-editie").first()
    return Gebied.objects.filter(code=plain).first()


def sleutel(plek: Plek) -> str:
    """Its name in the address of a download: 'wk030710', 'gebied12'."""
    return f"gebied{plek.pk}" if isinstance(plek, Gebied) else plek.code.lower()


def van_sleutel(text: str) -> Plek | None:
    own = re.fullmatch(r"gebied([0-9]{1,9})", text)
    if own:
        return Gebied.objects.filter(pk=int(own[1])).first()
    return vind(text.upper()) if re.fullmatch(r"(wk|bu)[0-9]{6,8}", text) else None


def adres(plek: Plek) -> str:
    return reverse("monitoring:gebied" if isinstance(plek, Gebied) else "monitoring:wijk", args=[plek.code])


def soort(plek: Plek) -> str:
    return str(plek._meta.verbose_name)


def codes(plek: Plek) -> tuple[set[str], set[str]]:
    """The codes of its wijken, and of its buurten; each code once, whatever its editions."""
    if isinstance(plek, Wijk):
        return {plek.code}, set()
    if isinstance(plek, Buurt):
        return set(), {plek.code}
    return set(plek.wijken.values_list("code", flat=True)), set(plek.buurten.values_list("code", flat=True))


def binnen(plek: Plek) -> list[Wijk | Buurt]:
    """What it is made of: the buurten of a wijk, or the wijken and buurten of an area of our own."""
    if isinstance(plek, Wijk):
        return list(plek.buurten.defer("vorm").order_by("code"))
    if isinstance(plek, Buurt):
        return []
    found = {area.code: area for area in [*_plain(plek.wijken), *_plain(plek.buurten)]}
    return [found[code] for code in sorted(found, reverse=True)][::-1]


def _plain(areas):
    return areas.defer("vorm").order_by("editie")


def eigen_met(plek: Plek) -> list[Gebied]:
    """The areas of our own that lie here, wholly or partly; an own area is itself."""
    if isinstance(plek, Gebied):
        return [plek]
    if isinstance(plek, Wijk):
        found = Gebied.objects.filter(wijken__code=plek.code) | Gebied.objects.filter(buurten__wijk__code=plek.code)
    else:
        found = Gebied.objects.filter(buurten__code=plek.code) | Gebied.objects.filter(wijken__code=plek.wijk.code)
    return list(found.distinct())


def prioriteiten(eigen: list[Gebied]) -> list[Prioriteitsgebied]:
    """Their places on the list of priority neighbourhoods, also those of before."""
    rows = Prioriteitsgebied.objects.filter(gebied__in=eigen).select_related("gebied").prefetch_related("partners")
    return list(rows.order_by("-sinds"))


def knelpunten(plek: Plek, eigen: list[Gebied]) -> list[Knelpunt]:
    """The bottlenecks and chances here that are not finished: of this wijk (or its wijk), and of these own areas."""
    here = {plek.wijk.code} if isinstance(plek, Buurt) else codes(plek)[0]
    rows = Knelpunt.objects.open().filter(Q(wijk__code__in=here) | Q(gebied__in=eigen))
    return list(rows.select_related("partij"))


def acties(namen: set[str]) -> list[Actie]:
    """The actions of the running year whose text names one of these areas as a word of its own."""
    if not namen:
        return []
    word = re.compile("|".join(rf"(?<!\w){re.escape(naam)}(?!\w)" for naam in sorted(namen)), re.IGNORECASE)
    rows = Actie.objects.lopend(timezone.localdate()).prefetch_related("trekkers", "mijlpalen")
    return [actie for actie in rows if word.search(_text(actie))]


def _text(actie: Actie) -> str:
    milestones = [mijlpaal.naam for mijlpaal in actie.mijlpalen.all()]
    return "\n".join([actie.titel, actie.samenvatting, actie.officiele_tekst, *milestones])

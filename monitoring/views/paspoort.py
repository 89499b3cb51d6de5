"""The passport of a figure: where it comes from, at an address that can be shared."""

from __future__ import annotations

import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_safe

from basis.halfjaar import EERSTE, LAATSTE, Halfjaar
from basis.models import Partij, Wijk
from monitoring import namen
from monitoring import paspoort as paspoorten
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.indicatoren.registry import STANDEN, Periode
from monitoring.indicatoren.vormen import Saldo
from monitoring.keuze import Keuze
from monitoring.maat import Maat, Wat
from monitoring.paspoort import bronrijen
from monitoring.paspoort.vraag import Vraag
from voorraad import lifecycle
from voorraad.models import Levering


@require_safe
def paspoort(request, code, halfjaar):
    """One figure with its formula and its rows; 404 for a figure that cannot be."""
    if not request.user.has_perm("monitoring.view_dashboards"):
        raise Http404
    vraag = _vraag(request, code, halfjaar)
    found = paspoorten.paspoort(vraag, request.user)
    keuze = Keuze(op=parse_date(request.GET["op"]) if _is_day(request.GET.get("op", "")) else None)
    context = {"paspoort": found, "vraag": vraag, "adres": request.build_absolute_uri()}
    context |= {"dag": keuze.dag, "bekend": keuze.bekend}
    if request.GET.get("levering") and not found.samen:
        context |= _rijen(request, vraag, found)
    return render(request, "monitoring/paspoort.html", context)


def _rijen(request, vraag, found):
    """The rows of the delivery that was asked for; a shared address tells who may not see them whose they are."""
    telling = next((each for each in found.tellingen if str(each.levering.pk) == request.GET["levering"]), None)
    if telling is None:
        raise Http404
    levering = telling.levering
    if not telling.mag_inzien:
        return {"alleen_voor": levering.partij}
    koppen, pagina = bronrijen.rijen(vraag, levering, request.GET.get("page"), found.punt)
    return {"levering": levering, "koppen": koppen, "pagina": pagina}


def _vraag(request, code, halfjaar) -> Vraag:
    query = request.GET
    if code not in INDICATOREN or any("\0" in value for value in query.values()):
        raise Http404
    try:
        half = Halfjaar.parse(halfjaar)
    except ValueError:
        raise Http404 from None
    if not EERSTE <= half <= LAATSTE:
        raise Http404
    partij = get_object_or_404(Partij.objects.aanleverend(), code=query["partij"]) if query.get("partij") else None
    return Vraag(
        code,
        half,
        partij,
        _wijk(query),
        _maat(query, INDICATOREN[code]),
        _moment(query.get("op", "")),
        _proef(request),
    )


def _wijk(query) -> Wijk | None:
    if not query.get("wijk"):
        return None
    wijk = Wijk.objects.filter(code=query["wijk"]).order_by("-editie").first()
    if wijk is None or query.get("proef"):  # what would change is computed for the city
        raise Http404
    return wijk


def _maat(query, indicator: Indicator) -> Maat:
    """Which number of the figure; 404 for one that it cannot have."""
    onderdeel, periode, wat = (query.get(name, "") for name in ("onderdeel", "periode", "wat"))
    if periode not in ("", "halfjaar") or wat not in list(Wat):
        raise Http404
    found = Maat(onderdeel, bool(periode), Wat(wat))
    if not _kent(indicator, onderdeel) or found.wat not in _kan(indicator, found):
        raise Http404
    return found


def _kent(indicator: Indicator, onderdeel: str) -> bool:
    return not onderdeel or namen.load().kent(indicator, onderdeel)


def _kan(indicator: Indicator, maat: Maat) -> set[Wat]:
    """What can be asked of this figure, or of this part of it."""
    if maat.periode:
        return _kan_periode(indicator, maat)
    found = {Wat.CIJFER, Wat.VERSCHIL} if indicator.periode in STANDEN else {Wat.CIJFER}
    if indicator.is_gemiddelde:
        return found | {Wat.NOEMER}
    if maat.onderdeel:
        return found | _kan_deel(indicator, maat.onderdeel)
    if indicator.is_deel:
        found |= {Wat.TELLER, Wat.NOEMER, Wat.AANDEEL}
    return found | {Wat.ACHTERSTAND, Wat.REST} if indicator.periode is Periode.DOORLOPEND else found


def _kan_deel(indicator: Indicator, onderdeel: str) -> set[Wat]:
    if indicator.is_quotient:
        return {Wat.TELLER, Wat.NOEMER}
    if isinstance(indicator.vorm, Saldo) and onderdeel in indicator.vorm.apart:
        return {Wat.MET}
    return {Wat.AANDEEL} if indicator.vorm.in_delen else set()


def _kan_periode(indicator: Indicator, maat: Maat) -> set[Wat]:
    """Of the half-year alone. Plans are of no half-year, and of the parts of a share only counts are known."""
    if maat.onderdeel:
        return set() if indicator.is_quotient else {Wat.CIJFER}
    if indicator.periode is Periode.VOORUITBLIK:
        return set()
    return {Wat.CIJFER, Wat.NOEMER} if indicator.periode is Periode.DOORLOPEND else {Wat.CIJFER}


def _proef(request) -> Levering | None:
    """A delivery as if it were accepted: for who may see its rows, as long as it is not accepted."""
    if not request.GET.get("proef"):
        return None
    seen = Levering.objects.visible_to(request.user).select_related("partij")
    levering = next((each for each in seen.filter(pk__in=_number(request.GET["proef"]))), None)
    if levering is None or request.GET.get("op") or not request.user.has_perm("voorraad.download_levering", levering):
        raise Http404
    if not lifecycle.is_countable(levering):
        raise Http404
    return levering


def _number(text: str) -> list[int]:
    return [int(text)] if text.isascii() and text.isdigit() and len(text) < 10 else []


def _is_day(text: str) -> bool:
    return len(text) == len("2027-03-01")


def _moment(text: str) -> datetime.datetime | None:
    """A day (its end) or a moment; nothing is now."""
    if not text:
        return None
    try:
        day, moment = parse_date(text), parse_datetime(text)
    except ValueError:
        raise Http404 from None
    if (moment or day) is None or not EERSTE.jaar - 1 <= (moment or day).year <= LAATSTE.jaar + 100:
        raise Http404
    if day is not None and _is_day(text):
        return Keuze(op=day).moment
    if moment is None:
        raise Http404
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)

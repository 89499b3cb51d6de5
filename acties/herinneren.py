"""What each user hears in the morning: what waits for them, and what happened to actions and meetings of others.

What waits is what 'Mijn werk' shows (`acties.mijnwerk`). Every reason is told once, those of one morning in one notice.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator

from acties import mijnwerk
from acties.models import (
    Actie,
    Actiestatus,
    Agendapunt,
    Besluit,
    Knelpunt,
    Knelpuntstand,
    Opmerking,
    Overleg,
    Overlegstatus,
    Statusmelding,
)
from basis.berichten import stuur, stuur_eenmaal, verteld
from basis.models import Berichtsoort, Gebruiker, Rol, Taak, Taakstatus, Wijziging

HERHAAL = datetime.timedelta(weeks=4)  # a silent action or bottleneck is asked about again after this
NA_OPMERKING = datetime.timedelta(weeks=1)  # so long a remark may wait for its answer
VERS = datetime.timedelta(weeks=1)  # a status that changed longer ago is no news
NOG_NIEUWS = datetime.timedelta(weeks=5)  # unless no reminder ran meanwhile: then this
HERINNEREN = "acties.herinneren"  # the job of a morning
VERSLAG_VERS = datetime.timedelta(weeks=8)  # nor are the minutes of a meeting before that
OPNIEUW = "stil-"  # a reason that begins like this ends with its day, and is told again
KORT = 120  # so many signs of a remark


@dataclass(frozen=True)
class Reden:
    """Why somebody hears something. `sleutel` makes that it is told once; `adres` is where it is done."""

    sleutel: str
    titel: str
    zin: str
    adres: str


def readers() -> list[int]:
    """Who hears something in the morning, by row number."""
    return list(Gebruiker.objects.filter(is_active=True).values_list("pk", flat=True))


def remind(pk: int, today: datetime.date) -> None:
    """Tell one user what is new this morning. A second time tells nothing."""
    for user in Gebruiker.objects.filter(pk=pk, is_active=True).select_related("partij"):
        told = verteld(user)
        _ask(user, [reden for reden in waiting(user, today) if not _is_told(reden, told, today)], today)
        _tell_statuses(user, [each for each in statuses(user, today) if f"status-{each.pk}" not in told], today)


def tell_minutes(today: datetime.date) -> None:
    """Tell who sits there of the minutes that are ready. A second time tells nothing."""
    for overleg in minutes_ready(today):
        _tell_minutes(overleg)


def waiting(user: Gebruiker, today: datetime.date) -> list[Reden]:
    """Everything that is asked of a user now, told before or not."""
    found = [reden for werk in mijnwerk.actions(user, today) for reden in _of_action(werk, today)]
    for besluit in mijnwerk.decisions(user).filter(uiterlijk__lte=today + mijnwerk.BESLUIT_VOORUIT):
        found.append(_of_decision(besluit, today))
    long_ago = timezone.make_aware(datetime.datetime.combine(today - NA_OPMERKING, datetime.time.max))
    for remark in mijnwerk.unanswered(user).filter(actie__trekkers=user.partij_id, op__lte=long_ago):
        found.append(_of_remark(remark))
    return found + [_of_bottleneck(each, today) for each in mijnwerk.knelpunten(user, today) if _is_left(each, today)]


def _of_action(werk: mijnwerk.Werk, today: datetime.date) -> Iterable[Reden]:
    actie = werk.actie
    titel, adres = _naam(actie), actie.get_absolute_url()
    for mijlpaal in werk.mijlpalen:
        moment = "voorbij" if mijlpaal.gepland_op < today else "vooraf"
        key = f"mijlpaal-{mijlpaal.pk}-{mijlpaal.gepland_op}-{moment}"
        yield Reden(key, titel, mijnwerk.milestone_in_words(mijlpaal, today), adres)
    if werk.stil:
        zin = f"{mijnwerk.silence_in_words(actie)} Hoe staat het ervoor? ‘Nog steeds actueel’ is ook goed."
        yield Reden(f"{OPNIEUW}{actie.pk}-{today}", titel, zin, adres)


def _of_decision(besluit: Besluit, today: datetime.date) -> Reden:
    passed = besluit.uiterlijk < today
    when = date_format(besluit.uiterlijk, "j F Y")
    zin = f"Het zou klaar zijn op {when}. Wat kwam ervan?" if passed else f"Het is klaar op uiterlijk {when}."
    key = f"besluit-{besluit.pk}-{besluit.uiterlijk}-{'voorbij' if passed else 'vooraf'}"
    return Reden(key, f"Besluit: {besluit.kort}", zin, besluit.get_absolute_url())


def _of_remark(remark: Opmerking) -> Reden:
    since = date_format(timezone.localdate(remark.op), "j F Y")
    zin = f"{remark.door_partij} wacht sinds {since} op antwoord: ‘{Truncator(remark.tekst).chars(KORT)}’"
    return Reden(f"opmerking-{remark.pk}", _naam(remark.actie), zin, reverse("acties:antwoord", args=[remark.pk]))


def _is_left(knelpunt: Knelpunt, today: datetime.date) -> bool:
    """Whether to ask about it again: who can take up what was reported heard of that at once."""
    return knelpunt.stand != Knelpuntstand.GEMELD or today - mijnwerk.heard_on(knelpunt) >= HERHAAL


def _of_bottleneck(knelpunt: Knelpunt, today: datetime.date) -> Reden:
    when = date_format(mijnwerk.heard_on(knelpunt), "j F Y")
    asked = "Pakt u het op?" if knelpunt.stand == Knelpuntstand.GEMELD else "Hoe staat het ervoor?"
    zin = f"Daar hoorden we voor het laatst van op {when}. {asked}"
    return Reden(f"{OPNIEUW}knelpunt-{knelpunt.pk}-{today}", str(knelpunt), zin, knelpunt.get_absolute_url())


def _is_told(reden: Reden, told: set[str], today: datetime.date) -> bool:
    """Whether somebody heard this before; about a silent action or bottleneck, in the past weeks."""
    if not reden.sleutel.startswith(OPNIEUW):
        return reden.sleutel in told
    begin = reden.sleutel.removesuffix(str(today))
    days = [datetime.date.fromisoformat(key.removeprefix(begin)) for key in told if key.startswith(begin)]
    return any(today - day < HERHAAL for day in days)


def _ask(user: Gebruiker, redenen: list[Reden], today: datetime.date) -> None:
    """One notice for all that is new: where there is one subject, its own page, and else 'Mijn werk'."""
    if not redenen:
        return
    groups: dict[str, list[str]] = defaultdict(list)
    for reden in redenen:
        groups[reden.titel].append(reden.zin)
    count = len({reden.adres for reden in redenen})  # as 'Mijn werk' counts: a remark stands apart from its action
    stuur_eenmaal(
        user,
        [reden.sleutel for reden in redenen],
        soort=Berichtsoort.EIGEN,
        sleutel=f"acties-{today}",
        titel=redenen[0].titel if len(groups) == 1 else f"Nieuw bij Mijn werk: {count} dingen",
        tekst="\n\n".join("\n".join([titel, *zinnen]) for titel, zinnen in groups.items()),
        adres=redenen[0].adres if count == 1 else reverse("monitoring:mijn_werk"),
        knop="Bekijken" if count == 1 else "Naar Mijn werk",
    )


def statuses(user: Gebruiker, today: datetime.date) -> QuerySet[Statusmelding]:
    """The changes of status by others, up to yesterday, that are news for this user, oldest first.

    Who leads an action or takes part in it hears of it, and tenant organisations hear of all.
    """
    begin, end = _midnight(_news_since(today)), _midnight(today)
    seen = Statusmelding.objects.filter(actie__in=Actie.objects.visible_to(user), op__gte=begin, op__lt=end)
    if user.rol != Rol.HUURDERSORGANISATIE:
        mine = Actie.objects.filter(Q(trekkers=user.partij_id) | Q(partners=user.partij_id))
        seen = seen.filter(actie__in=mine)
    others = Q(door=None) | ~Q(door=user)
    return seen.filter(others).exclude(van=F("naar")).select_related("actie").order_by("op", "pk")


def _news_since(today: datetime.date) -> datetime.date:
    """From which day on a status is news: a week back, and further where the mornings of that week were missed."""
    ran = Taak.objects.filter(soort=HERINNEREN, status=Taakstatus.KLAAR, sleutel__lt=today.isoformat())
    last = ran.order_by("-sleutel").values_list("sleutel", flat=True).first()
    day = datetime.date.fromisoformat(last) if last else today
    return max(min(day, today - VERS), today - NOG_NIEUWS)


def _tell_statuses(user: Gebruiker, meldingen: list[Statusmelding], today: datetime.date) -> None:
    """One notice about all actions; of each the status before, and the one that it has come to."""
    changes: dict[int, list[Statusmelding]] = defaultdict(list)
    for melding in meldingen:
        changes[melding.actie_id].append(melding)
    moved = [each for each in changes.values() if each[0].van != each[-1].naar]
    if not moved:
        return
    one = moved[0][-1].actie if len(moved) == 1 else None
    stuur_eenmaal(
        user,
        [f"status-{melding.pk}" for melding in meldingen],
        soort=Berichtsoort.NIEUWS,
        sleutel=f"status-{today}",
        titel=f"{_naam(one)} heeft een andere status" if one else f"{len(moved)} acties hebben een andere status",
        tekst="\n\n".join(map(_change_in_words, moved)),
        adres=one.get_absolute_url() if one else reverse("acties:veranderd"),
        knop="Actie bekijken" if one else "Bekijken wat er veranderde",
    )


def _change_in_words(meldingen: list[Statusmelding]) -> str:
    last = meldingen[-1]
    before, after = Actiestatus(meldingen[0].van).label, last.get_naar_display()
    return f"{_naam(last.actie)}\nVan ‘{before}’ naar ‘{after}’. {last.door_partij}: {last.toelichting}"


def minutes_ready(today: datetime.date) -> list[Overleg]:
    """The meetings that were held, and in whose minutes nobody wrote any more since yesterday."""
    held = Overleg.objects.filter(status=Overlegstatus.GEHOUDEN, datum__gte=today - VERSLAG_VERS)
    points = Agendapunt.objects.filter(overleg__in=held)
    fresh = _writing(points).filter(op__gte=_midnight(today)).values("onderwerp_id")
    written = held.filter(punten__in=points.filter(weg=False).exclude(notulen=""))
    ready = written.exclude(punten__in=points.filter(pk__in=fresh)).distinct()
    return list(ready.select_related("vorm").prefetch_related("vorm__partijen"))


def _writing(points: QuerySet[Agendapunt]) -> QuerySet[Wijziging]:
    """The lines of the trail about the minutes at these points."""
    field = str(Agendapunt._meta.get_field("notulen").verbose_name)
    lines = Wijziging.objects.filter(onderwerp=Agendapunt._meta.label_lower, veld=field)
    return lines.filter(onderwerp_id__in=points.values("pk"))


def _tell_minutes(overleg: Overleg) -> None:
    """Who sits there, without who wrote."""
    writers = _writing(overleg.punten.all()).exclude(door=None).values("door")
    stuur(
        Gebruiker.objects.filter(partij__in=overleg.vorm.partijen.all(), is_active=True).exclude(pk__in=writers),
        soort=Berichtsoort.NIEUWS,
        sleutel=f"verslag-{overleg.pk}",
        titel=f"Het verslag is klaar: {overleg}",
        tekst="U leest er wat er is besproken en wat er is besloten.",
        adres=reverse("overleg:verslag_lezen", args=[overleg.pk]),
        knop="Verslag lezen",
    )


def _naam(actie: Actie) -> str:
    return f"Actie {actie.nummer} ({actie.jaar}): {actie.titel}"


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))

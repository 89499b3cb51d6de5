"""From a series of figures to the judgement of its newest: what the rules in `oordeel` need, looked up."""

from __future__ import annotations

import datetime

from django.utils import timezone

from basis.getallen import getal
from basis.halfjaar import EERSTE, Halfjaar
from monitoring.grafiek import Cijfers, getekend
from monitoring.indicatoren import INDICATOREN, Indicator
from monitoring.indicatoren.registry import Periode
from monitoring.models import Doelsoort, Doelstelling
from monitoring.oordeel import ELK_PROJECT, PAD, REGELS, VOORLOPIG, Meting, Oordeel, judge, judge_projects, provisional
from monitoring.plannen.groeipad import groeipad
from monitoring.plannen.projecten import haalt, projecten
from monitoring.reeksen import Punt
from monitoring.zinnen import algemeen as zinnen
from monitoring.zinnen import voorraad as zinnen_voorraad

PAD_VAN = {"V1": "V8"}  # the plan list that a figure is judged against
GEBOUWD_VAN = {"V8": "V1"}  # what was added since the state of plans
UITLEG = [
    *((label, REGELS[soort]) for soort, label in Doelsoort.choices),
    ("pad van de plannen", PAD),
    ("per project", ELK_PROJECT),
    ("voorlopig", VOORLOPIG),
]


def nodig(code: str) -> list[str]:
    """The other figures that the judgement of this one is made with."""
    return [also for source in (PAD_VAN, GEBOUWD_VAN) if (also := source.get(code))]


def beoordeel(cijfers: Cijfers, code: str) -> Oordeel | None:
    """How the newest figure stands against its first goal with a number; None without figure or goal."""
    punt = cijfers.laatste(code)
    goal = next((doel for doel in cijfers.doelen_van(code) if doel.waarde is not None), None)
    if punt is None or punt.waarde is None or goal is None:
        return None
    indicator = INDICATOREN[code]
    found = (
        _per_project(cijfers, float(goal.waarde))
        if indicator.per_project
        else judge(goal.soort, _meting(cijfers, indicator, punt, goal))
    )
    other = [cijfers.laatste(also) for also in nodig(code) if also not in PAD_VAN.values()]
    return provisional(found) if any(each and each.voorlopig for each in (punt, *other)) else found


def _per_project(cijfers: Cijfers, share: float) -> Oordeel:
    """The social share, project by project as the newest lists have them."""
    found = [each for each in projecten(cijfers.keuze, geteld=cijfers.reeksen.leveringen) if each.is_nieuwbouw]
    reached = len(haalt(found, share))
    return judge_projects(reached, len(found), zinnen_voorraad.programma(reached, len(found), share))


def _meting(cijfers: Cijfers, indicator: Indicator, punt: Punt, goal: Doelstelling) -> Meting:
    counted = indicator.is_deel and not indicator.is_aandeel  # so many of a list or a task
    times = punt.noemer if counted else 1
    gebouwd = cijfers.laatste(GEBOUWD_VAN[indicator.code]) if indicator.code in GEBOUWD_VAN else None
    is_ceiling = goal.soort == Doelsoort.PLAFOND
    return Meting(
        punt.teller if counted else getekend(punt, indicator.is_deel),
        float(goal.waarde) * times,
        zeg=lambda value: _said(indicator, value),
        tot=None if goal.waarde_tot is None else float(goal.waarde_tot) * times,
        pad=pad(cijfers, indicator.code, punt.halfjaar),
        voorbij=_is_due(indicator, goal, punt, cijfers.keuze.op or timezone.localdate()),
        teller=punt.teller if is_ceiling else None,
        noemer=punt.noemer if is_ceiling else None,
        gebouwd=gebouwd.waarde if gebouwd else None,
        gepland=indicator.periode is Periode.VOORUITBLIK,
    )


def _is_due(indicator: Indicator, goal: Doelstelling, punt: Punt, vandaag: datetime.date) -> bool:
    """A task is due at the end of its own half-year, another goal at the end of the half-year agreed on."""
    until = punt.halfjaar if indicator.periode is Periode.DOORLOPEND else goal.uiterlijk
    return until is not None and punt.halfjaar >= until and vandaag > until.peildatum


def pad(cijfers: Cijfers, code: str, halfjaar: Halfjaar) -> float | None:
    """What the plan list of the first half-year expected by this half-year, as the chart of the growth draws it.

    None where the figure has no plan list, where not everybody is in it, or in the half-year in which the path begins.
    """
    if code not in PAD_VAN or halfjaar == EERSTE:
        return None
    plans = cijfers.punten(PAD_VAN[code])
    path = groeipad(cijfers.punten(code), plans)
    complete = not any(punt.ontbreekt for punt in plans if punt.halfjaar == EERSTE)
    return path.bij(halfjaar) if path and complete else None


def _said(indicator: Indicator, value: float) -> str:
    """A difference in words: '12 woningen', '1 woning', '1,9 procentpunt', '0,4 maanden'."""
    if indicator.is_aandeel:
        return f"{_short(value * 100)} procentpunt"
    text = _short(value) if indicator.is_gemiddelde else getal(value)
    return zinnen.met_eenheid(text, indicator.eenheid)


def _short(value: float) -> str:
    return getal(value, 1).removesuffix(",0")

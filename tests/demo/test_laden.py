"""The demonstration comes in through the same door as any file, once, and never among real figures."""

import datetime

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from acties.models import Agendapunt, Besluit, Knelpunt, Overleg, Prioriteitsgebied, Statusmelding
from basis.models import Bericht, Gebruiker, Rol, Wijziging
from demo import overleg, verhaal
from demo.laden import RONDES
from monitoring.jaaroverzicht import openen
from monitoring.models import Berekening, Vastlegging
from tests.factories.voorraad import maak_levering
from voorraad.models import Bevinding, Levering, Niveau, Verwerking

pytestmark = pytest.mark.django_db


def test_laad_demo_shows_every_state_and_changes_nothing_the_second_time(settings, capsys):
    settings.DEMO = True
    call_command("laad_demo")
    leveringen = Levering.objects.order_by("halfjaar", "partij").values_list("halfjaar", "partij__code", "status")
    states = {(str(halfjaar), partij): status for halfjaar, partij, status in leveringen}
    assert states == {
        ("2026-1", "gemeente"): "vastgesteld",
        ("2026-1", "de-alliantie"): "vastgesteld",
        ("2026-1", "omnia-wonen"): "vastgesteld",
        ("2026-1", "portaal"): "vastgesteld",
        ("2026-2", "gemeente"): "vastgesteld",
        ("2026-2", "de-alliantie"): "vastgesteld",
        ("2026-2", "omnia-wonen"): "concept",
        ("2026-2", "portaal"): "ingediend",
    }
    assert set(Levering.objects.values_list("fictief", "verwerking")) == {(True, Verwerking.GECONTROLEERD)}
    [warning] = Bevinding.objects.exclude(niveau=Niveau.MEDEDELING)
    assert (warning.levering.partij.code, warning.niveau, warning.toelichting) == ("omnia-wonen", "waarschuwing", "")
    assert Bevinding.objects.filter(niveau=Niveau.FOUT).count() == 0
    assert Statusmelding.objects.count() == len(verhaal.MELDINGEN)
    assert Prioriteitsgebied.objects.count() == 3
    stands = sorted(Knelpunt.objects.values_list("stand", flat=True))
    assert stands == ["gemeld", "gemeld", "opgelost", "opgepakt", "opgepakt", "vervallen"]
    assert Agendapunt.objects.filter(soort="knelpunt").count() == 2  # both that want a doorbraakteam
    out = capsys.readouterr().out
    assert all(username in out for username, *_ in verhaal.GEBRUIKERS)
    assert verhaal.WACHTWOORD in out

    call_command("laad_demo")
    assert (Levering.objects.count(), Gebruiker.objects.count()) == (len(RONDES) + 1, len(verhaal.GEBRUIKERS))
    assert verhaal.WACHTWOORD in capsys.readouterr().out


def days(rows, field) -> list[str]:
    return sorted(str(timezone.localdate(moment)) for moment in rows.values_list(field, flat=True))


def test_year_of_the_demonstration_is_spread_over_the_year_and_never_runs_ahead(settings):
    """On 25 November 2026 what happened until then stands on its own day; what comes in January, on that day."""
    settings.DEMO = True
    with time_machine.travel(datetime.datetime(2026, 11, 25, 20, tzinfo=datetime.UTC), tick=False):
        call_command("laad_demo")
    assert days(Statusmelding.objects.all(), "op") == sorted(told.dag for told in verhaal.MELDINGEN)
    accepted = Levering.objects.vastgesteld()
    assert days(accepted.filter(halfjaar="2026-1"), "beoordeeld_op") == [
        "2026-07-23", "2026-07-30", "2026-08-06", "2026-10-01",  # Portaal corrected its figures
    ]  # fmt: skip
    assert days(Berekening.objects.filter(halfjaar="2026-1"), "op")[-1] == "2026-10-01"
    assert days(accepted.filter(halfjaar="2026-2"), "beoordeeld_op") == ["2026-11-25"] * 2
    assert days(Knelpunt.objects.filter(stand="gemeld"), "stand_op") == ["2026-11-17", "2026-11-24"]
    assert days(Knelpunt.objects.all(), "gemeld_op")[0] == "2026-04-28"
    assert max(days(Wijziging.objects.all(), "op")) == "2026-11-25"
    assert not Bericht.objects.ongelezen().filter(gemaakt_op__lt="2026-11-11T00:00Z").exists()


def test_public_overview_of_the_first_half_year_tells_what_was_there_when_it_was_frozen(settings):
    """Frozen on 10 September: the meeting of 21 May with a decision carried out in August, the remark of 21 April."""
    settings.DEMO = True
    with time_machine.travel(datetime.datetime(2026, 11, 25, 20, tzinfo=datetime.UTC), tick=False):
        call_command("laad_demo")
    delen = {deel["soort"]: deel for deel in openen.lees(Vastlegging.objects.get(), openbaar=True)["delen"]}
    assert [each["status"] for each in delen["besluiten"]["besluiten"]] == ["uitgevoerd", "open"]
    [remark] = delen["huurders"]["punten"]
    assert remark["titel"].startswith("Actie 2: ")


@pytest.mark.parametrize(
    ("day", "held", "decisions"),
    [
        ("2026-05-20", 0, []),
        ("2026-05-21", 1, ["open", "open"]),
        ("2026-08-27", 1, ["open", "uitgevoerd"]),
        ("2027-03-01", 2, ["open", "uitgevoerd"]),
    ],
)
def test_meetings_of_the_demonstration_never_run_ahead_of_the_calendar(gebruiker, day, held, decisions):
    users = {name: gebruiker(rol, partij, username=name) for name, _, _, rol, partij in verhaal.GEBRUIKERS}
    with time_machine.travel(datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00"), tick=False):
        today = datetime.date.fromisoformat(day)
        bo = overleg.load(users, today)
        overleg.prepare(bo, users, today)
    assert Overleg.objects.filter(status="gehouden").count() == held
    assert sorted(Besluit.objects.values_list("status", flat=True)) == decisions
    assert (bo.datum - today).days in range(14, 21)
    assert bo.datum.strftime("%a") == "Thu"


def test_laad_demo_refuses_without_demo(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=true"):
        call_command("laad_demo")
    assert Levering.objects.count() == 0


def test_laad_demo_refuses_beside_real_deliveries(settings):
    settings.DEMO = True
    maak_levering()
    with pytest.raises(CommandError, match="echte leveringen"):
        call_command("laad_demo")
    assert (Levering.objects.count(), Gebruiker.objects.count()) == (1, 0)


def test_accounts_of_the_demonstration_cover_every_role(settings):
    assert {rol for *_, rol, _ in verhaal.GEBRUIKERS} == set(Rol.values)

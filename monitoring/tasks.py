"""The jobs of monitoring, and what heals them: a half-year whose figures are older than its accepted deliveries."""

from basis import jobs
from basis.halfjaar import Halfjaar
from basis.models import Partij
from monitoring import recompute
from monitoring.models import Rekenstand
from voorraad.models import Levering

HERBEREKENEN = "cijfers.herberekenen"
STAND = "stand.herberekenen"


@jobs.job(HERBEREKENEN)
def recompute_party(sleutel: str) -> None:
    halfjaar, partij = sleutel.split(":")
    recompute.recompute(Halfjaar.parse(halfjaar), Partij.objects.get(pk=partij))


@jobs.job(STAND)
def recompute_state(sleutel: str) -> None:
    recompute.recompute_state(Halfjaar.parse(sleutel))


@jobs.healer
def ask_for_lost_figures() -> None:
    """An accepted delivery that the figures do not know of yet."""
    computed = {str(stand.halfjaar): stand.leveringen for stand in Rekenstand.objects.all()}
    for pk, halfjaar, partij in Levering.objects.vastgesteld().values_list("pk", "halfjaar", "partij"):
        if computed.get(str(halfjaar), {}).get(str(partij)) != pk:
            jobs.enqueue_once(HERBEREKENEN, sleutel=f"{halfjaar}:{partij}", invoer=pk)


@jobs.healer
def ask_for_changed_state() -> None:
    """The list of priority neighbourhoods changed since its figures were computed."""
    now = recompute.state_hash()
    computed = dict(Rekenstand.objects.values_list("halfjaar", "stand"))
    for halfjaar in recompute.half_years_so_far():
        if computed.get(halfjaar) != now:
            jobs.enqueue_once(STAND, sleutel=halfjaar, invoer=now)

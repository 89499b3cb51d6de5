"""The jobs of monitoring, and what heals them: figures older than their deliveries, documents that nobody makes."""

from django.db.models import Q
from django.utils import timezone

from basis import jobs
from basis.halfjaar import Halfjaar
from basis.models import Partij, Taak, Taakstatus
from monitoring.meenemen import maken as maken  # registers its job and what asks for public documents
from monitoring.models import Document, Rekenstand
from monitoring.rekenen import recompute

HERBEREKENEN = "cijfers.herberekenen"
HALFJAAR = "halfjaar.herberekenen"


@jobs.job(HERBEREKENEN)
def recompute_party(sleutel: str) -> None:
    halfjaar, partij = sleutel.split(":")
    recompute.recompute(Halfjaar.parse(halfjaar), Partij.objects.get(pk=partij))


@jobs.job(HALFJAAR)
def recompute_half_year(sleutel: str) -> None:
    recompute.recompute_half_year(Halfjaar.parse(sleutel))


@jobs.healer
def ask_for_lost_figures() -> None:
    """An accepted delivery that the figures do not know of yet."""
    for pk, halfjaar, partij in recompute.uncounted():
        jobs.enqueue_once(HERBEREKENEN, sleutel=f"{halfjaar}:{partij}", invoer=pk)


@jobs.healer
def ask_for_changed_foundation() -> None:
    """Definitions, urgent groups or the list of priority neighbourhoods changed since the figures were computed."""
    now = recompute.grondslag()
    computed = dict(Rekenstand.objects.values_list("halfjaar", "grondslag"))
    for halfjaar in recompute.half_years_so_far():
        if computed.get(halfjaar) != now:
            jobs.enqueue_once(HALFJAAR, sleutel=halfjaar, invoer=now)


@jobs.healer
def ask_for_stuck_documents() -> None:
    """A document on its way whose job is gone, or ended an hour ago without a word of it."""
    going = Q(status__in=(Taakstatus.WACHT, Taakstatus.BEZIG)) | Q(gevraagd_op__gt=timezone.now() - jobs.OPNIEUW)
    for made in Document.objects.onderweg():
        if not Taak.objects.filter(going, soort=maken.MAKEN, sleutel=made.pk).exists():
            jobs.enqueue(maken.MAKEN, sleutel=made.pk)

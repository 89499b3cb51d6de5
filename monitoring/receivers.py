"""What happens here when a delivery is accepted elsewhere."""

from django.dispatch import receiver

from basis import jobs
from monitoring.tasks import HERBEREKENEN
from voorraad.signals import levering_vastgesteld


@receiver(levering_vastgesteld)
def ask_for_figures(levering, **kwargs):
    """Inside the transaction of the acceptance: no accepted delivery without the job that computes it."""
    jobs.enqueue(HERBEREKENEN, sleutel=f"{levering.halfjaar}:{levering.partij_id}", invoer=levering.pk)

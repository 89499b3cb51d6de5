"""What municipality and party asked and answered about the figures of a half-year, over all versions."""

from __future__ import annotations

from basis.models import Wijziging
from voorraad.models import Levering, Status


def conversation(levering: Levering) -> list[Wijziging]:
    """Questions (teruggestuurd) and answers (given on handing in), oldest first, since figures were last accepted."""
    versions = Levering.objects.filter(partij=levering.partij, halfjaar=levering.halfjaar).values("pk")
    steps = Wijziging.objects.filter(onderwerp=Levering._meta.label_lower, onderwerp_id__in=versions, veld="status")
    said: list[Wijziging] = []
    for step in steps.order_by("pk"):
        if step.naar == Status.VASTGESTELD:
            said = []
        elif step.naar in (Status.TERUGGESTUURD, Status.INGEDIEND) and step.waarom:
            said.append(step)
    return said

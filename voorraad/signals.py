"""The one signal of our own: a delivery has been accepted. Sent inside the transaction of the acceptance."""

from django.dispatch import Signal

levering_vastgesteld = Signal()  # sends: levering

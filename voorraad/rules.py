"""Who may do what with deliveries and code lists. When a deed is possible is the state's business: `lifecycle`."""

import rules

from basis.models import Rol
from basis.rules import is_gemeente
from voorraad.models import Status

DELIVERING = (Rol.MEDEWERKER, Rol.CORPORATIE)


@rules.predicate
def delivers_for(user, partij):
    """A corporation delivers for itself; an employee of the municipality only for the municipality."""
    if partij is None or not user.is_authenticated or user.rol not in DELIVERING:
        return False
    return user.partij_id == partij.pk


@rules.predicate
def delivers_this(user, levering):
    return levering is not None and delivers_for.test(user, levering.partij)


@rules.predicate
def is_with_the_municipality(user, levering):
    return levering.status == Status.INGEDIEND


rules.add_perm("voorraad.add_levering", delivers_for)  # object: Partij
rules.add_perm("voorraad.submit_levering", delivers_this)
rules.add_perm("voorraad.withdraw_levering", delivers_this)
rules.add_perm("voorraad.accept_levering", is_gemeente)
rules.add_perm("voorraad.change_termijn", is_gemeente)
rules.add_perm("voorraad.send_back_levering", is_gemeente)
# file, findings and rows hold counts small enough to recognise people by: for the municipality and who delivered
rules.add_perm("voorraad.download_levering", is_gemeente | delivers_this)
# what the municipality is still writing is nobody else's yet
rules.add_perm("voorraad.view_opmerkingen", is_gemeente | ~is_with_the_municipality)

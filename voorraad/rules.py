"""Who may do what with deliveries and code lists. When a deed is possible is the state's business: `lifecycle`."""

import rules

from basis.models import Rol
from basis.rules import is_beheer, is_gemeente

DELIVERING = (Rol.MEDEWERKER, Rol.CORPORATIE)


@rules.predicate
def delivers_for(user, partij):
    """A corporation delivers for itself; an employee of the municipality only for the municipality."""
    return (
        user.is_authenticated and partij is not None and user.rol in DELIVERING and user.partij_id == partij.pk
    ) or False


@rules.predicate
def delivers_this(user, levering):
    return levering is not None and delivers_for.test(user, levering.partij)


@rules.predicate
def sees_levering(user, levering):
    return levering is not None and type(levering).objects.visible_to(user).filter(pk=levering.pk).exists()


rules.add_perm("voorraad.add_levering", delivers_for)  # object: Partij
rules.add_perm("voorraad.submit_levering", delivers_this)
rules.add_perm("voorraad.accept_levering", is_gemeente)
rules.add_perm("voorraad.send_back_levering", is_gemeente)
rules.add_perm("voorraad.view_levering", sees_levering | is_gemeente)
# file, findings and rows hold counts small enough to recognise people by: for the municipality and who delivered
rules.add_perm("voorraad.download_levering", is_gemeente | delivers_this)

for model in ("codewaarde", "huurgrens"):
    for deed in ("view", "add", "change"):
        rules.add_perm(f"voorraad.{deed}_{model}", is_beheer)

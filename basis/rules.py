"""Rights on what two apps share. One predicate per deed; templates ask the permission, never the role."""

import rules

from basis.models import Rol

is_beheer = rules.predicate(lambda user: user.is_authenticated and user.rol == Rol.BEHEER, name="is_beheer")
is_gemeente = rules.predicate(lambda user: user.is_authenticated and user.is_gemeente, name="is_gemeente")
is_corporatie = rules.predicate(lambda user: user.is_authenticated and user.rol == Rol.CORPORATIE, name="is_corporatie")

rules.add_perm("basis.beheer", is_beheer)
rules.add_perm("basis.edit_gebieden", is_gemeente)  # areas of our own
rules.add_perm("basis.view_wijzigingen", is_gemeente | is_corporatie)

"""Who may do what with an action. The municipality edits all; a corporation where its party leads or takes part."""

import rules

from basis.models import Rol
from basis.rules import is_corporatie, is_gemeente


@rules.predicate
def takes_part(user, actie):
    """Whether the user's corporation leads the action or is a partner in it."""
    if actie is None or not user.is_authenticated or user.rol != Rol.CORPORATIE:
        return False
    return any(user.partij_id == partij.pk for partij in [*actie.trekkers.all(), *actie.partners.all()])


@rules.predicate
def leads(user, actie):
    """Whether the user's corporation leads the action."""
    if actie is None or not user.is_authenticated or user.rol != Rol.CORPORATIE:
        return False
    return any(user.partij_id == partij.pk for partij in actie.trekkers.all())


@rules.predicate
def is_huurdersorganisatie(user):
    return user.is_authenticated and user.rol == Rol.HUURDERSORGANISATIE


rules.add_perm("acties.change_status", is_gemeente | takes_part)
rules.add_perm("acties.edit_prioriteiten", is_gemeente)  # the list of priority neighbourhoods
rules.add_perm("acties.remark", is_huurdersorganisatie)
rules.add_perm("acties.edit_overleg", is_gemeente)  # meetings, their agenda, minutes and decisions
rules.add_perm("acties.answer_remark", is_gemeente | leads)
rules.add_perm("acties.note_inzet", is_gemeente | is_corporatie)
rules.add_perm("acties.update_together", is_gemeente)  # all open actions on one screen
rules.add_perm("acties.import_afspraken", is_gemeente)
rules.add_perm("acties.edit_actie", is_gemeente)  # what an action is: its words, who does it, and new ones
rules.add_perm("acties.carry_over", is_gemeente)  # the turn of the year

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


@rules.predicate
def takes_it_up(user, knelpunt):
    """Whether the user's corporation is the party that takes up this bottleneck or chance."""
    if knelpunt is None or not user.is_authenticated or user.rol != Rol.CORPORATIE:
        return False
    return user.partij_id == knelpunt.partij_id


@rules.predicate
def is_of_own_party(user, contact):
    """Whether this person to speak to is of the user's own party."""
    return contact is not None and user.is_authenticated and user.partij_id == contact.partij_id


rules.add_perm("acties.change_status", is_gemeente | takes_part)
rules.add_perm("acties.remove_contact", is_gemeente | is_of_own_party)  # by who may change the action
rules.add_perm("acties.edit_prioriteiten", is_gemeente)  # the list of priority neighbourhoods
rules.add_perm("acties.remark", is_huurdersorganisatie)
rules.add_perm("acties.edit_overleg", is_gemeente)  # meetings, their agenda, minutes and decisions
rules.add_perm("acties.answer_remark", is_gemeente | leads)
rules.add_perm("acties.note_inzet", is_gemeente | is_corporatie)
rules.add_perm("acties.update_together", is_gemeente)  # all open actions on one screen
rules.add_perm("acties.import_afspraken", is_gemeente)
rules.add_perm("acties.edit_actie", is_gemeente)  # what an action is: its words, who does it, and new ones
rules.add_perm("acties.carry_over", is_gemeente)  # the turn of the year
# Bottlenecks and chances: lines are short, so tenants report them too and add to the course. What it says and who takes
# it up is for who can do something about it; moving it on is for who does, and for the municipality.
rules.add_perm("acties.report_knelpunt", is_gemeente | is_corporatie | is_huurdersorganisatie)
rules.add_perm("acties.edit_knelpunt", is_gemeente | is_corporatie)
rules.add_perm("acties.move_knelpunt", is_gemeente | takes_it_up)

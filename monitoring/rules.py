"""Who may do what with the dashboards and the yearly overview."""

import rules

from basis.models import Rol


@rules.predicate
def is_gemeente(user):
    return user.is_authenticated and user.is_gemeente


@rules.predicate
def is_beheer(user):
    return user.is_authenticated and user.rol == Rol.BEHEER


@rules.predicate
def sees_small_numbers(user):
    """Counts below five are for the municipality and the corporations."""
    return user.is_authenticated and (user.is_gemeente or user.rol == Rol.CORPORATIE)


rules.add_perm("monitoring.view_dashboards", rules.is_authenticated)
rules.add_perm("monitoring.view_small_numbers", sees_small_numbers)
rules.add_perm("monitoring.prepare_jaaroverzicht", is_gemeente)
rules.add_perm("monitoring.publish_jaaroverzicht", is_beheer)

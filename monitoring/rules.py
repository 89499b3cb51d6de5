"""Who may do what with the dashboards and the yearly overview."""

import rules

from basis.rules import is_beheer, is_corporatie, is_gemeente


@rules.predicate
def is_own(user, corporatie):
    return corporatie is not None and user.is_authenticated and user.partij_id == corporatie.pk


rules.add_perm("monitoring.view_dashboards", rules.is_authenticated)
rules.add_perm("monitoring.view_small_numbers", is_gemeente | (is_corporatie & is_own))  # counts below five
rules.add_perm("monitoring.adjust_doelstelling", is_beheer)
rules.add_perm("monitoring.prepare_jaaroverzicht", is_gemeente)
rules.add_perm("monitoring.freeze_jaaroverzicht", is_beheer)
rules.add_perm("monitoring.publish_jaaroverzicht", is_beheer)

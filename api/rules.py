"""Who gives other systems access. What such a system sees is what the user of its token sees."""

import rules

from basis.rules import is_beheer

rules.add_perm("api.manage_tokens", is_beheer)

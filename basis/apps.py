from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class BasisConfig(AppConfig):
    name = "basis"
    verbose_name = "Basis"

    def ready(self):
        from basis import lookups, rules  # noqa: F401  these register themselves


class BeheerConfig(AdminConfig):
    """Django's admin, for the administrators of the municipality only."""

    default_site = "basis.beheer.BeheerSite"

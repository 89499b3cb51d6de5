from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Monitoring"

    def ready(self):
        # registers indicators, what they add to an agenda, rights, jobs and what can be found
        from monitoring import indicatoren, overleg, receivers, rules, tasks  # noqa: F401
        from monitoring.zoeken import bronnen  # noqa: F401

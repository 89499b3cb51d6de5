from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Monitoring"

    def ready(self):
        from monitoring import indicatoren, receivers, rules, tasks  # noqa: F401  registers indicators, rights and jobs

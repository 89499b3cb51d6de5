from django.apps import AppConfig


class ActiesConfig(AppConfig):
    name = "acties"
    verbose_name = "Acties"

    def ready(self):
        from acties import rules, tasks  # noqa: F401  registers the rights and the jobs

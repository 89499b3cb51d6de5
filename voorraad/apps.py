from django.apps import AppConfig


class VoorraadConfig(AppConfig):
    name = "voorraad"
    verbose_name = "Voorraad en leveringen"

    def ready(self):
        from voorraad import rules, tasks  # noqa: F401  registers the permissions and the jobs

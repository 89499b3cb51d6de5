"""The Celery application. The truth of every job is a row (basis.models.Taak); the broker only makes it fast."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amersfoort_afspraken.settings.base")

app = Celery("amersfoort_afspraken")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

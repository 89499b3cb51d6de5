from django.urls import include, path

from bench import floors

urlpatterns = [
    path("bench/bytes/", floors.ready_bytes),
    path("bench/per-request/", floors.figures_per_request),
    path("", include("amersfoort_afspraken.urls")),
]

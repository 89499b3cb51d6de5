from django.contrib import admin
from django.urls import include, path

handler400 = "basis.views.onbegrepen"
urlpatterns = [
    path("", include("monitoring.urls")),
    path("acties/", include("acties.urls")),
    path("overleg/", include("acties.urls_overleg")),
    path("leveringen/", include("voorraad.urls")),
    path("api/", include("api.urls")),
    path("account/", include("basis.urls")),
    path("beheer/", admin.site.urls),
]

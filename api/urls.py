from django.urls import path, re_path

from api import views
from api.antwoord import as_api
from api.v1.api import api

app_name = "api"
urlpatterns = [
    path("v1/", views.uitleg, name="uitleg"),
    path("v1/openapi.json", as_api(views.openapi, openbaar=True), name="openapi"),
    *(
        path(f"v1/{pattern.pattern}", as_api(pattern.callback), name=f"v1-{pattern.name}")
        for pattern in api.urls[0]
        if pattern.name != "api-root"
    ),
    re_path(r"^v1/.+$", as_api(views.niets)),
    path("tokens/", views.Tokens.as_view(), name="tokens"),
    path("tokens/<int:pk>/intrekken/", views.Intrekken.as_view(), name="intrekken"),
]

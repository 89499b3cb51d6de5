from django.contrib.auth.views import LogoutView
from django.urls import path, re_path

from basis import views

app_name = "basis"
urlpatterns = [
    path("login/", views.Login.as_view(), name="login"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("wachtwoord/", views.Wachtwoord.as_view(), name="wachtwoord"),
    path("wijzigingen/", views.wijzigingen, name="wijzigingen"),
    re_path(r"^wijzigingen/export\.(?P<vorm>csv|xlsx)$", views.wijzigingen_export, name="wijzigingen_export"),
    path("berichten/", views.Berichten.as_view(), name="berichten"),
    path("minder-mail/<str:code>/", views.afmelden, name="afmelden"),
    path("berichten/<int:pk>/", views.bericht, name="bericht"),
    path("", views.mijn_gegevens, name="mijn_gegevens"),
]

from django.urls import path, re_path

from acties import views, views_bijwerken, views_dossier, views_lijsten, views_samen

app_name = "acties"
urlpatterns = [
    path("", views.ActieLijst.as_view(), name="lijst"),
    re_path(r"^export\.(?P<vorm>csv|xlsx)$", views.export, name="export"),
    path("samen/", views_samen.Samen.as_view(), name="samen"),
    path("samen.xlsx", views_samen.werkmap, name="samen_xlsx"),
    path("per-thema/", views_lijsten.per_thema, name="per_thema"),
    path("veranderd/", views_lijsten.veranderd, name="veranderd"),
    path("lopende-inzet/<int:pk>/", views_lijsten.notitie, name="notitie"),
    path("afspraken/", views.Afspraken.as_view(), name="afspraken"),
    path("opmerking/<int:pk>/antwoord/", views_dossier.antwoord, name="antwoord"),
    path("mijlpaal/<int:pk>/vervallen/", views_dossier.MijlpaalWeg.as_view(), name="mijlpaal_weg"),
    path("contact/<int:pk>/weghalen/", views_dossier.ContactWeg.as_view(), name="contact_weg"),
    path("bewijs/<int:pk>/", views_dossier.bestand, name="bestand"),
    path("bewijs/<int:pk>/weghalen/", views_dossier.BewijsWeg.as_view(), name="bewijs_weg"),
    path("mijlpaal/<int:pk>/", views.mijlpaal, name="mijlpaal"),
    path("<int:jaar>/<int:nummer>/", views.ActieDetail.as_view(), name="detail"),
    path("<int:jaar>/<int:nummer>/bijwerken/", views_bijwerken.Bijwerken.as_view(), name="bijwerken"),
    path("<int:jaar>/<int:nummer>/actueel/", views_bijwerken.actueel, name="actueel"),
    path("<int:jaar>/<int:nummer>/mijlpaal/", views_dossier.MijlpaalToevoegen.as_view(), name="mijlpaal_toevoegen"),
    path("<int:jaar>/<int:nummer>/contact/", views_dossier.ContactToevoegen.as_view(), name="contact_toevoegen"),
    path("<int:jaar>/<int:nummer>/bewijs/", views_dossier.BewijsToevoegen.as_view(), name="bewijs_toevoegen"),
    path("<int:jaar>/<int:nummer>/opmerking/", views.opmerking, name="opmerking"),
]

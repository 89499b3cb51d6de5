from django.urls import path

from voorraad import views, views_daden

app_name = "voorraad"
urlpatterns = [
    path("", views.lijst, name="lijst"),
    path("mijn/", views.mijn, name="mijn"),
    path("termijnen/", views.Termijnen.as_view(), name="termijnen"),
    path("nieuw/", views.LeveringCreate.as_view(), name="nieuw"),
    path("sjabloon/<str:halfjaar>/", views.sjabloon, name="sjabloon"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/bestand/", views.bestand, name="bestand"),
    path("<int:pk>/met-bevindingen/", views.met_bevindingen, name="met-bevindingen"),
    path("<int:pk>/export/", views.export, name="export"),
    path("<int:pk>/export-csv/", views.export_csv, name="export-csv"),
    path("<int:pk>/verschil/<int:ander>/", views.verschil, name="verschil"),
    path("<int:pk>/uitleg/", views_daden.Uitleggen.as_view(), name="uitleg"),
    path("<int:pk>/indienen/", views_daden.Indienen.as_view(), name="indienen"),
    path("<int:pk>/vaststellen/", views_daden.Vaststellen.as_view(), name="vaststellen"),
    path("<int:pk>/opmerkingen/", views_daden.Opmerken.as_view(), name="opmerkingen"),
    path("<int:pk>/terugsturen/", views_daden.Terugsturen.as_view(), name="terugsturen"),
    path("<int:pk>/intrekken/", views_daden.Intrekken.as_view(), name="intrekken"),
    path("<int:pk>/opnieuw-controleren/", views_daden.OpnieuwControleren.as_view(), name="opnieuw-controleren"),
]

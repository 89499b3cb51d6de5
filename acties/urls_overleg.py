from django.urls import path, re_path

from acties import views_agenda, views_besluit, views_kalender, views_overleg

app_name = "overleg"
urlpatterns = [
    path("", views_overleg.lijst, name="lijst"),
    path("nieuw/", views_overleg.Plannen.as_view(), name="plannen"),
    path("<int:pk>/", views_overleg.detail, name="detail"),
    path("<int:pk>/wijzigen/", views_overleg.Wijzigen.as_view(), name="wijzigen"),
    path("<int:pk>/stand/", views_overleg.stand, name="stand"),
    path("<int:pk>/agenda/", views_agenda.bijwerken, name="agenda"),
    path("<int:pk>/punt/", views_agenda.PuntToevoegen.as_view(), name="punt_toevoegen"),
    path("<int:pk>/verslag/", views_overleg.Verslag.as_view(), name="verslag"),
    path("<int:pk>/verslag/lezen/", views_overleg.verslag_lezen, name="verslag_lezen"),
    path("<int:pk>/verslag.docx", views_overleg.verslag_docx, name="verslag_docx"),
    path("<int:pk>/besluit/", views_besluit.BesluitNemen.as_view(), name="besluit_nemen"),
    path("punt/<int:pk>/", views_agenda.PuntWijzigen.as_view(), name="punt"),
    path("punt/<int:pk>/verplaatsen/", views_agenda.verplaatsen, name="verplaatsen"),
    path("punt/<int:pk>/weghalen/", views_agenda.weghalen, name="weghalen"),
    path("besluiten/", views_besluit.BesluitLijst.as_view(), name="besluiten"),
    re_path(r"^besluiten/export\.(?P<vorm>csv|xlsx)$", views_besluit.export, name="besluiten_export"),
    path("besluiten/<int:pk>/", views_besluit.BesluitDetail.as_view(), name="besluit"),
    path("besluiten/<int:pk>/wijzigen/", views_besluit.BesluitWijzigen.as_view(), name="besluit_wijzigen"),
    path("kalender/", views_kalender.pagina, name="kalender"),
    path("kalender/<str:sleutel>.ics", views_kalender.ics, name="ics"),
]

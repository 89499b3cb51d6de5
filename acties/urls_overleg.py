from django.urls import path, re_path

from acties.views import agenda, besluit, kalender, overleg, terplekke

app_name = "overleg"
urlpatterns = [
    path("", overleg.lijst, name="lijst"),
    path("nieuw/", overleg.Plannen.as_view(), name="plannen"),
    path("<int:pk>/", overleg.detail, name="detail"),
    path("<int:pk>/wijzigen/", overleg.Wijzigen.as_view(), name="wijzigen"),
    path("<int:pk>/stand/", overleg.stand, name="stand"),
    path("<int:pk>/agenda/", agenda.bijwerken, name="agenda"),
    path("<int:pk>/punt/", agenda.PuntToevoegen.as_view(), name="punt_toevoegen"),
    path("<int:pk>/verslag/", overleg.Verslag.as_view(), name="verslag"),
    path("<int:pk>/verslag/lezen/", overleg.verslag_lezen, name="verslag_lezen"),
    path("<int:pk>/verslag.docx", overleg.verslag_docx, name="verslag_docx"),
    path("<int:pk>/besluit/", besluit.BesluitNemen.as_view(), name="besluit_nemen"),
    path("<int:pk>/ter-plekke/", terplekke.ter_plekke, name="ter_plekke"),
    path("punt/<int:pk>/", agenda.PuntWijzigen.as_view(), name="punt"),
    path("punt/<int:pk>/verplaatsen/", agenda.verplaatsen, name="verplaatsen"),
    path("punt/<int:pk>/weghalen/", agenda.weghalen, name="weghalen"),
    path("besluiten/", besluit.BesluitLijst.as_view(), name="besluiten"),
    re_path(r"^besluiten/export\.(?P<vorm>csv|xlsx)$", besluit.export, name="besluiten_export"),
    path("besluiten/<int:pk>/", besluit.BesluitDetail.as_view(), name="besluit"),
    path("besluiten/<int:pk>/wijzigen/", besluit.BesluitWijzigen.as_view(), name="besluit_wijzigen"),
    path("kalender/", kalender.pagina, name="kalender"),
    path("kalender/<str:sleutel>.ics", kalender.ics, name="ics"),
]

from django.urls import path, re_path

from acties.tijdlijn import MELDING, OPMERKING
from acties.views import acties, afspraken, bijwerken, dossier, jaren, knelpunt, knelpunten, lijsten, samen

app_name = "acties"
urlpatterns = [
    path("", acties.ActieLijst.as_view(), name="lijst"),
    re_path(r"^export\.(?P<vorm>csv|xlsx)$", acties.export, name="export"),
    path("samen/", samen.Samen.as_view(), name="samen"),
    path("samen.xlsx", samen.werkmap, name="samen_xlsx"),
    path("per-thema/", lijsten.per_thema, name="per_thema"),
    path("veranderd/", lijsten.veranderd, name="veranderd"),
    path("lopende-inzet/<int:pk>/", lijsten.notitie, name="notitie"),
    path("afspraken/", afspraken.Afspraken.as_view(), name="afspraken"),
    path("nieuw/", jaren.ActieNieuw.as_view(), name="nieuw"),
    path("jaarwisseling/<int:jaar>/", jaren.Jaarwisseling.as_view(), name="jaarwisseling"),
    path("melding/<int:pk>/", acties.gebeurtenis, {"soort": MELDING}, name="melding"),
    path("opmerking/<int:pk>/", acties.gebeurtenis, {"soort": OPMERKING}, name="opmerking_op_tijdlijn"),
    path("opmerking/<int:pk>/antwoord/", dossier.antwoord, name="antwoord"),
    path("mijlpaal/<int:pk>/vervallen/", dossier.MijlpaalWeg.as_view(), name="mijlpaal_weg"),
    path("contact/<int:pk>/weghalen/", dossier.ContactWeg.as_view(), name="contact_weg"),
    path("bewijs/<int:pk>/", dossier.bestand, name="bestand"),
    path("bewijs/<int:pk>/weghalen/", dossier.BewijsWeg.as_view(), name="bewijs_weg"),
    path("knelpunten/", knelpunten.bord, name="knelpunten"),
    path("knelpunten/tabel/", knelpunten.KnelpuntLijst.as_view(), name="knelpunten_tabel"),
    re_path(r"^knelpunten/export\.(?P<vorm>csv|xlsx)$", knelpunten.export, name="knelpunten_export"),
    path("knelpunten/melden/", knelpunt.Melden.as_view(), name="knelpunt_melden"),
    path("knelpunten/<int:pk>/", knelpunt.detail, name="knelpunt"),
    path("knelpunten/<int:pk>/wijzigen/", knelpunt.Wijzigen.as_view(), name="knelpunt_wijzigen"),
    path("knelpunten/<int:pk>/notitie/", knelpunt.notitie, name="knelpunt_notitie"),
    path("knelpunten/<int:pk>/naar/<slug:naar>/", knelpunt.Stap.as_view(), name="knelpunt_stap"),
    path("mijlpaal/<int:pk>/", acties.mijlpaal, name="mijlpaal"),
    path("<int:jaar>/<int:nummer>/", acties.detail, name="detail"),
    path("<int:jaar>/<int:nummer>/wijzigen/", jaren.ActieWijzigen.as_view(), name="wijzigen"),
    path("<int:jaar>/<int:nummer>/bijwerken/", bijwerken.Bijwerken.as_view(), name="bijwerken"),
    path("<int:jaar>/<int:nummer>/actueel/", bijwerken.actueel, name="actueel"),
    path("<int:jaar>/<int:nummer>/mijlpaal/", dossier.MijlpaalToevoegen.as_view(), name="mijlpaal_toevoegen"),
    path("<int:jaar>/<int:nummer>/contact/", dossier.ContactToevoegen.as_view(), name="contact_toevoegen"),
    path("<int:jaar>/<int:nummer>/bewijs/", dossier.BewijsToevoegen.as_view(), name="bewijs_toevoegen"),
    path("<int:jaar>/<int:nummer>/opmerking/", acties.opmerking, name="opmerking"),
]

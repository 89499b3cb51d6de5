from django.urls import path, re_path, register_converter

from monitoring.tijdvak import Tijdvak
from monitoring.views import (
    doelen,
    jaaroverzicht,
    meenemen,
    mijnwerk,
    paginas,
    paspoort,
    prioriteit,
    proef,
    projectie,
    publiceren,
    vergelijken,
    voorbereiden,
    werkmap,
    wijken,
    zoeken,
)


class TijdvakConverter:
    """A year or a half-year in an address: 2026 or 2026-1."""

    regex = "[0-9]{4}(?:-[12])?"
    to_python = staticmethod(Tijdvak.parse)
    to_url = staticmethod(str)


register_converter(TijdvakConverter, "tijdvak")
app_name = "monitoring"
urlpatterns = [
    path("", paginas.overzicht, name="overzicht"),
    path("acties/samen/werkmap/", werkmap.Werkmap.as_view(), name="werkmap"),
    path("acties/tijdlijn/", mijnwerk.tijdlijn, name="tijdlijn"),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("mijn-werk/", mijnwerk.mijn_werk, name="mijn_werk"),
    path("themas/", paginas.themas, name="themas"),
    path("themas/<slug:slug>/", paginas.thema, name="thema"),
    path("voorraad/", paginas.voorraad, name="voorraad"),
    path("voorraad/projecten/", paginas.projecten, name="projecten"),
    path("toewijzing/", paginas.toewijzing, name="toewijzing"),
    path("wijken/", wijken.wijken, name="wijken"),
    re_path(r"^wijken/(?P<code>(?:WK|BU)[0-9]{6,8})/$", wijken.wijk, name="wijk"),
    path("wijken/vergelijk/", wijken.vergelijk, name="vergelijk"),
    path("wijken/prioriteitsbuurten/", prioriteit.prioriteiten, name="prioriteiten"),
    path("wijken/prioriteitsbuurten/nieuw/", prioriteit.Plaatsen.as_view(), name="plaatsen"),
    path("wijken/prioriteitsbuurten/<int:pk>/", prioriteit.Bijwerken.as_view(), name="prioriteit"),
    path("wijken/prioriteitsbuurten/<int:pk>/eraf/", prioriteit.VanDeLijst.as_view(), name="van_de_lijst"),
    path("wijken/eigen-gebied/", wijken.GebiedMaken.as_view(), name="gebied_maken"),
    path("gebieden/<slug:code>/wijzigen/", wijken.GebiedWijzigen.as_view(), name="gebied_wijzigen"),
    path("gebieden/<slug:code>/", wijken.gebied, name="gebied"),
    path("indicatoren/", paginas.indicatoren, name="indicatoren"),
    re_path(r"^indicatoren/definities\.(?P<formaat>csv|xlsx)$", paginas.definities, name="definities"),
    path("indicatoren/<slug:code>/", paginas.indicator, name="indicator"),
    path("afspraken-en-lijsten/", paginas.doelen, name="doelen"),
    path("afspraken-en-lijsten/<int:pk>/aanpassen/", doelen.DoelAanpassen.as_view(), name="doel_aanpassen"),
    re_path(r"^grafieken/(?P<naam>[a-z0-9-]+)\.(?P<formaat>csv|xlsx)$", paginas.export, name="export"),
    path("cijfer/<slug:code>/<str:halfjaar>/", paspoort.paspoort, name="paspoort"),
    path("proef/<int:pk>/", proef.proef, name="proef"),
    path("jaaroverzicht/", jaaroverzicht.lijst, name="jaaroverzichten"),
    path("jaaroverzicht/<tijdvak:tijdvak>/", jaaroverzicht.overzicht, name="jaaroverzicht"),
    path("jaaroverzicht/<tijdvak:tijdvak>/versie/<int:versie>/", jaaroverzicht.vastlegging, name="vastlegging"),
    *(
        path(f"jaaroverzicht/<tijdvak:tijdvak>/{where}{rest}", view, name=f"{name}{suffix}")
        for where, suffix in (("", ""), ("versie/<int:versie>/", "_versie"))
        for rest, view, name in (
            ("projectie/", projectie.scherm, "projectie"),
            ("spreker/", projectie.spreker, "spreker"),
            ("beginnen/", projectie.Beginnen.as_view(), "beginnen"),
            ("projectie.html", projectie.bestand, "los"),
        )
    ),
    path("jaaroverzicht/<tijdvak:tijdvak>/versie/<int:versie>/meenemen/", meenemen.meenemen, name="meenemen"),
    path(
        "jaaroverzicht/<tijdvak:tijdvak>/versie/<int:versie>/meenemen/<slug:vorm>/", meenemen.document, name="document"
    ),
    path("jaaroverzicht/vergelijken/", vergelijken.vergelijken, name="overzichten_vergelijken"),
    path("jaaroverzicht/<tijdvak:tijdvak>/teksten/", voorbereiden.Teksten.as_view(), name="teksten"),
    path("jaaroverzicht/<tijdvak:tijdvak>/vastleggen/", voorbereiden.Vastleggen.as_view(), name="vastleggen"),
    path("jaaroverzicht/<tijdvak:tijdvak>/publiceren/", publiceren.Publiceren.as_view(), name="publiceren"),
    path("jaaroverzicht/<tijdvak:tijdvak>/intrekken/", publiceren.Intrekken.as_view(), name="intrekken"),
]

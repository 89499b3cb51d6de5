from django.urls import path, re_path

from monitoring import views, views_doelen, views_paspoort, views_prioriteit, views_proef, views_wijken

app_name = "monitoring"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("themas/", views.themas, name="themas"),
    path("themas/<slug:slug>/", views.thema, name="thema"),
    path("voorraad/", views.voorraad, name="voorraad"),
    path("voorraad/projecten/", views.projecten, name="projecten"),
    path("toewijzing/", views.toewijzing, name="toewijzing"),
    path("wijken/", views_wijken.wijken, name="wijken"),
    re_path(r"^wijken/(?P<code>(?:WK|BU)[0-9]{6,8})/$", views_wijken.wijk, name="wijk"),
    path("wijken/vergelijk/", views_wijken.vergelijk, name="vergelijk"),
    path("wijken/prioriteitsbuurten/", views_prioriteit.prioriteiten, name="prioriteiten"),
    path("wijken/prioriteitsbuurten/nieuw/", views_prioriteit.Plaatsen.as_view(), name="plaatsen"),
    path("wijken/prioriteitsbuurten/<int:pk>/", views_prioriteit.Bijwerken.as_view(), name="prioriteit"),
    path("wijken/prioriteitsbuurten/<int:pk>/eraf/", views_prioriteit.VanDeLijst.as_view(), name="van_de_lijst"),
    path("wijken/eigen-gebied/", views_wijken.GebiedMaken.as_view(), name="gebied_maken"),
    path("gebieden/<slug:code>/wijzigen/", views_wijken.GebiedWijzigen.as_view(), name="gebied_wijzigen"),
    path("gebieden/<slug:code>/", views_wijken.gebied, name="gebied"),
    path("indicatoren/", views.indicatoren, name="indicatoren"),
    re_path(r"^indicatoren/definities\.(?P<formaat>csv|xlsx)$", views.definities, name="definities"),
    path("indicatoren/<slug:code>/", views.indicator, name="indicator"),
    path("afspraken-en-lijsten/", views.doelen, name="doelen"),
    path("afspraken-en-lijsten/<int:pk>/aanpassen/", views_doelen.DoelAanpassen.as_view(), name="doel_aanpassen"),
    re_path(r"^grafieken/(?P<naam>[a-z0-9-]+)\.(?P<formaat>csv|xlsx)$", views.export, name="export"),
    path("cijfer/<slug:code>/<str:halfjaar>/", views_paspoort.paspoort, name="paspoort"),
    path("proef/<int:pk>/", views_proef.proef, name="proef"),
    path("jaaroverzicht/", views.jaaroverzichten, name="jaaroverzichten"),
    path("jaaroverzicht/<int:jaar>/", views.jaaroverzicht, name="jaaroverzicht"),
    path("jaaroverzicht/<int:jaar>/inleiding/", views.InleidingUpdate.as_view(), name="inleiding"),
    path("jaaroverzicht/<int:jaar>/publiceren/", views.Publiceren.as_view(), name="publiceren"),
    path("jaaroverzicht/<int:jaar>/intrekken/", views.Intrekken.as_view(), name="intrekken"),
]

from django.urls import path, re_path

from monitoring import views, views_doelen, views_paspoort, views_proef

app_name = "monitoring"
urlpatterns = [
    path("", views.overzicht, name="overzicht"),
    path("themas/", views.themas, name="themas"),
    path("themas/<slug:slug>/", views.thema, name="thema"),
    path("voorraad/", views.voorraad, name="voorraad"),
    path("voorraad/projecten/", views.projecten, name="projecten"),
    path("toewijzing/", views.toewijzing, name="toewijzing"),
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

"""The kinds of finding in words: what it is called on the screen, and what to do about it."""

from __future__ import annotations

ANDERS = ("Andere bevindingen", "Kijk per regel wat er verwacht wordt.")
SOORTEN: dict[str, tuple[str, str]] = {
    "bestand": ("Het bestand", "We konden dit bestand niet lezen. Hieronder staat wat wel kan."),
    "andere-partij": ("Een andere organisatie", "Gebruik het sjabloon van uw eigen organisatie."),
    "ander-halfjaar": (
        "Een ander halfjaar",
        "Gebruik het sjabloon van dit halfjaar, of kies het andere halfjaar.",
    ),
    "blad-ontbreekt": ("Er ontbreekt een blad", "Zet het blad terug, met de naam uit het sjabloon."),
    "dubbel-blad": ("Een blad staat er tweemaal in", "Haal het blad weg dat niet telt."),
    "kolom-ontbreekt": ("Er ontbreekt een kolom", "Zet de kop terug zoals in het sjabloon."),
    "dubbele-kolom": ("Een kolom staat er tweemaal in", "Haal de kolom weg die niet telt."),
    "geen-rijen": ("Er staan geen cijfers in", "Vul minstens één rij in."),
    "leeg": ("Lege cellen", "Vul in wat er ontbreekt."),
    "onbekende-code": ("Onbekende codes", "Kies een code uit de keuzelijst; een naam of een VERA-code mag ook."),
    "code-dubbelzinnig": ("Codes die meer kunnen betekenen", "Kies welke u bedoelt; wij gokken niet."),
    "onbekend-gebied": ("Onbekende buurten of wijken", "Gebruik de code van het CBS, of de naam van een wijk."),
    "geen-ja-of-nee": ("Ja of nee", "Vul ‘ja’ of ‘nee’ in, of laat de cel leeg als dat nee betekent."),
    "geen-getal": ("Geen getal", "Zet er alleen een getal neer."),
    "geen-heel-getal": ("Geen heel getal", "Tel in hele woningen of personen."),
    "negatief": ("Negatieve aantallen", "Alleen splitsen en correctie mogen negatief zijn."),
    "buiten-bereik": ("Getallen buiten bereik", "Kijk of er een cijfer te veel staat."),
    "geen-halfjaar": ("Geen halfjaar", "Schrijf een halfjaar als 2026-1 of 2026-2."),
    "onwaarschijnlijk-halfjaar": ("Een halfjaar dat niet kan kloppen", "Kijk of het jaartal goed is."),
    "in-de-toekomst": ("Klaar in de toekomst", "Wat nog moet komen, staat in ‘verwacht halfjaar’."),
    "te-lang": ("Te lange teksten", "Maak de tekst korter."),
    "formulefout": ("Formules zonder uitkomst", "Verbeter de formule, of zet de uitkomst als getal neer."),
    "totaalregel": ("Totaalregels", "Haal ze weg: de monitor telt zelf."),
    "dubbele-rij": ("Dubbele rijen", "Tel dezelfde rijen op tot één rij."),
    "zelfde-segment": ("Van en naar hetzelfde segment", "Kies het segment waar de woning nu in valt."),
    "kolom-weggelaten": ("Een weggelaten kolom", "Leg uit waarom; in elke rij telt deze kolom als leeg."),
    "project-zonder-mutatie": ("Klaar, maar zonder mutatie", "Zet de mutatie erbij, of leg uit waarom die er niet is."),
    "project-onbekend": (
        "Een project dat niet in de lijst staat",
        "Zet het bij Projecten, of verbeter de code.",
    ),
    "project-ander-aantal": ("Project en mutaties tellen anders", "Maak ze gelijk, of leg het verschil uit."),
    "project-verdwenen": ("Projecten die van de lijst zijn", "Zet ze terug, of leg uit waarom ze niet meer doorgaan."),
    "project-van-corporatie": ("Projecten van een corporatie", "Haal ze weg: de corporatie levert ze zelf aan."),
    "oplevering-anders": (
        "Opleveringen van de markt tellen anders",
        "Maak de bladen Projecten en Gemeente gelijk, of leg het verschil uit.",
    ),
    "planning-voorbij": ("Planning voorbij", "Vul in wanneer het klaar was, of een nieuw halfjaar."),
    "hardheid-anders": ("Hard of zacht anders geteld", "Leg één keer uit welke plannen u hard noemt."),
    "prijs-bij-segment": ("Prijscategorie en segment", "Kijk welke van de twee klopt, of leg het uit."),
    "alleen-bij-verkoop": ("Hoort bij verkoop", "Zet er ‘nee’ neer, of verbeter de soort."),
    "daeb-koop-segment": ("DAEB-koop naar een ander segment", "Kijk welke van de twee klopt, of leg het uit."),
    "wachttijd-ontbreekt": ("Wachttijd ontbreekt", "Vul de wachttijd in, of leg uit waarom die onbekend is."),
    "wachttijd-te-veel": ("Wachttijd bij een andere groep", "Haal de wachttijd weg, of verbeter de groep."),
    "gegeven-ontbreekt": ("Een gegeven ontbreekt", "Vul het aan, of leg uit waarom het er niet is."),
    "sluit-niet-aan": (
        "De voorraad sluit niet aan",
        "Vorig halfjaar met de mutaties erbij geeft een ander getal. Verbeter het, of leg uit hoe het zit.",
    ),
    "volgende-sluit-niet-aan": (
        "Het halfjaar erna sluit niet meer aan",
        "Leg uit hoe het zit, of verbeter daarna ook de cijfers over het volgende halfjaar.",
    ),
    "sprong": (
        "Een grote sprong",
        "Meer dan 20 % en 25 verschil met vorig halfjaar. Leg uit wat er gebeurde.",
    ),
    "sprong-verklaard": ("Een grote sprong die klopt", "De mutaties verklaren het verschil; u hoeft niets te doen."),
    "aandeel-ongewoon": ("Een ongewoon aandeel", "Het ligt buiten wat eerder is aangeleverd. Leg uit hoe dat komt."),
    "niets-om-mee-te-vergelijken": ("Niet vergeleken", "Vorig halfjaar is nog niet vastgesteld."),
    "kop-herhaald": ("Koppen die nog eens in de tabel staan", "Die rijen slaan we over."),
    "titel-boven-tabel": ("Regels boven de koppen", "Die slaan we over; u hoeft niets te doen."),
    "verborgen-blad": ("Een verborgen blad", "De rijen tellen gewoon mee. Kijk of dat de bedoeling is."),
    "verborgen-rijen": ("Verborgen rijen", "Ze tellen gewoon mee. Kijk of dat de bedoeling is."),
    "samengevoegde-cellen": ("Samengevoegde cellen", "Maak er losse cellen van, met in elke cel een waarde."),
    "koppelingen-naar-buiten": (
        "Verwijzingen naar een andere werkmap",
        "Kijk of de waarden bijgewerkt waren toen u het bestand opsloeg.",
    ),
    "blad-onbekend": ("Bladen die we niet kennen", "Daar doen we niets mee."),
    "kolom-onbekend": ("Kolommen die we niet kennen", "Daar doen we niets mee."),
}


def in_woorden(soort: str) -> tuple[str, str]:
    """The title of a kind and what to do; a kind without words of its own goes by the general ones."""
    return SOORTEN.get(soort, ANDERS)

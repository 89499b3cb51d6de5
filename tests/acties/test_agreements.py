"""From a noisy document to its actions: in order, whole and clean. The documents are our own."""

import io

import pytest
from PIL import Image

from acties.agreements import MAX_ACTIES, MAX_TEKENS, Documentactie, Onleesbaar, find_actions, read_document
from tests.factories.acties import maak_pdf

DOCUMENT = """\
Afspraken van Voorbeeldstad en de corporaties
1. Prettig wonen
2. Meer woningen
Samen besturen
We overleggen vaak genoeg en nooit te lang, en houden het verslag kort.
Vaste momenten voor overleg
X 1) Actie 2027: Elk kwartaal spreken de partijen elkaar over de voortgang van de
afspraken, en leggen ze vast wat er is gebleken.
1. Prettig wonen
Doel: bewoners voelen zich thuis in hun buurt.
x  2) Actie 2027: We tekenen een kaart van plekken waar buren elkaar ontmoeten, in een ge-
zamenlijke werkgroep met bewoners, de   huurdersorganisaties en het woon-
zorgteam. De kaart is klaar voor de zomer en wordt elk voorjaar opnieuw bekeken, ook
door de ICT-
afdeling.
Na de zomer vertellen we hoe het vervolg eruitziet voor iedereen die in de stad woont en werkt.
☑ 3) Actie 2027: We maken het `Plan ontmoeten'1 af en lezen het `samen' door.
N.b. Hierbij helpen de mensen van het woon-zorgteam, die de
buurten al kennen.
1 Dit plan werd in het voorjaar door de raad besproken.
12
2. Meer woningen
dan nu in de stad staan
4) Actie 2027: de gemeente zoekt plekken voor tijdelijke woningen en kiest er
drie uit:
o een plek bij het station,
o een plek aan het water.
5) Actie 2027: Voor 1 mei ligt er een planning (met een jaartal per fase).
Bijlage: begrippen
6) Actie 2028: Daarna bouwen we.
"""
TEKSTEN = [
    (1, 2027, "Elk kwartaal spreken de partijen elkaar over de voortgang van de afspraken, en leggen ze vast wat er "
              "is gebleken.", ""),
    (2, 2027, "We tekenen een kaart van plekken waar buren elkaar ontmoeten, in een gezamenlijke werkgroep met "
              "bewoners, de huurdersorganisaties en het woon-zorgteam. De kaart is klaar voor de zomer en wordt elk "
              "voorjaar opnieuw bekeken, ook door de ICT-afdeling.", ""),
    (3, 2027, "We maken het 'Plan ontmoeten' af en lezen het 'samen' door.",
     "N.b. Hierbij helpen de mensen van het woon-zorgteam, die de buurten al kennen."),
    (4, 2027, "de gemeente zoekt plekken voor tijdelijke woningen en kiest er drie uit:", ""),
    (5, 2027, "Voor 1 mei ligt er een planning (met een jaartal per fase).", ""),
    (6, 2028, "Daarna bouwen we.", ""),
]  # fmt: skip


def texts(document: str) -> list[tuple]:
    return [(each.nummer, each.jaar, each.tekst, each.noot) for each in find_actions(document)]


class TestFindActions:
    def test_find_actions_in_order_whole_and_clean(self):
        assert texts(DOCUMENT) == TEKSTEN

    def test_find_actions_with_a_blank_line_after_every_line(self):
        assert texts(DOCUMENT.replace("\n", "\n\n")) == TEKSTEN

    def test_find_actions_with_lines_as_another_machine_ends_them(self):
        assert texts(DOCUMENT.replace("\n", "\r\n")) == TEKSTEN

    def test_place_is_the_heading_with_the_lines(self):
        """The list of contents above is no heading; one that runs on over two lines is whole."""
        # line 7 is 'X 1) Actie', counted in the text above; the action ends on line 8
        assert [each.plaats for each in find_actions(DOCUMENT)] == [
            "Vaste momenten voor overleg, regel 7–8",
            "1. Prettig wonen, regel 11–15",
            "1. Prettig wonen, regel 17–17",
            "2. Meer woningen dan nu in de stad staan, regel 24–25",
            "2. Meer woningen dan nu in de stad staan, regel 28–28",
            "2. Meer woningen dan nu in de stad staan, regel 30–30",
        ]

    def test_blank_lines_that_part_paragraphs_end_an_action(self):
        """And nothing else does: not a sentence that ends halfway a line, as the first does here."""
        document = """\
            1) Actie 2027: We lezen samen de brieven van bewoners en schrijven altijd
            terug.
            Wie een vraag heeft, krijgt binnen een week antwoord.

            Dat is niet nieuw; we doen het al vele jaren op deze manier en zonder klagen.

            2) Actie 2027: We bellen.

            Dat is nieuw."""
        assert texts(document) == [
            (1, 2027, "We lezen samen de brieven van bewoners en schrijven altijd terug. Wie een vraag heeft, krijgt "
                      "binnen een week antwoord.", ""),
            (2, 2027, "We bellen.", ""),
        ]  # fmt: skip

    def test_action_in_a_narrower_column_ends_where_the_wider_text_begins(self):
        """Its last line is full, so only the wider lines below tell that another paragraph begins."""
        document = """\
            1) Actie 2027: We lezen samen de brieven van
            bewoners en geven hun binnen een week antwoord.
            Tijdens de bijeenkomsten van vorig jaar vroegen veel bewoners om een snel antwoord.
            Dat geven we graag."""
        assert texts(document) == [
            (1, 2027, "We lezen samen de brieven van bewoners en geven hun binnen een week antwoord.", "")
        ]

    def test_action_over_two_pages_is_one_text(self):
        """Between its halves stand two footnotes of two lines each and a page number."""
        document = """\
            1. Prettig wonen
            1) Actie 2027: We lezen samen de brieven2 van bewoners en geven hun
            1 Dit gaat over brieven van voor 2026, die al
            eens beantwoord zijn.
            2 Ook berichten.
            Maar geen foto's.
            7
            \f
            binnen een week antwoord.
            Na afloop kijken we terug."""
        assert find_actions(document) == [
            Documentactie(
                nummer=1,
                jaar=2027,
                tekst="We lezen samen de brieven van bewoners en geven hun binnen een week antwoord.",
                noot="",
                plaats="1. Prettig wonen, bladzijde 1",
            )
        ]

    def test_footnote_in_the_midst_of_a_sentence_is_left_out_without_pages_too(self):
        document = """\
            1) Actie 2027: We lezen samen de brieven1 van bewoners en geven hun
            1 Dit gaat over brieven van voor 2026, die al
            eens beantwoord zijn.
            binnen een week antwoord.
            2) Actie 2027: We bellen."""
        assert texts(document) == [
            (1, 2027, "We lezen samen de brieven van bewoners en geven hun binnen een week antwoord.", ""),
            (2, 2027, "We bellen.", ""),
        ]

    def test_closing_quote_that_nothing_opened_is_dropped(self):
        """What a scan makes of a footnote mark; quotes in pairs and an apostrophe stay."""
        assert texts("1) Actie 2027: We lezen het plan' van de 'stad' en foto's van 's avonds.") == [
            (1, 2027, "We lezen het plan van de 'stad' en foto's van 's avonds.", "")
        ]

    def test_digit_that_is_no_footnote_mark_stays(self):
        assert texts("1) Actie 2027: We verlagen de CO2 van 3 wijken.") == [
            (1, 2027, "We verlagen de CO2 van 3 wijken.", "")
        ]

    def test_mention_of_an_action_is_no_action(self):
        assert find_actions("Zie ook 1) Actie 2027: dat komt nog.\nActie 2027: zonder nummer.") == []

    def test_find_actions_without_text_finds_none(self):
        assert find_actions("") == []

    def test_find_actions_refuses_absurdly_many(self):
        most = "\n".join(f"{at % 100}) Actie 2027: Iets." for at in range(MAX_ACTIES))
        assert len(find_actions(most)) == MAX_ACTIES
        with pytest.raises(Onleesbaar) as caught:
            find_actions(f"{most}\n1) Actie 2027: Iets.")
        assert str(caught.value) == "In dit document staan te veel acties. Kies het document met de afspraken."


class TestReadPdf:
    def test_read_document_of_a_pdf_gives_the_same_actions(self):
        """The same lines on two pages: only the place is told in pages. The font has no tick."""
        lines = DOCUMENT.replace("☑", "x").split("\n")
        pages = ("\n".join(lines[:22]), "\n".join(lines[22:]))
        found = find_actions(read_document(maak_pdf(*pages), "afspraken.pdf"))
        assert [(each.nummer, each.jaar, each.tekst, each.noot) for each in found] == TEKSTEN
        assert [each.plaats.rsplit(", ")[1] for each in found] == [f"bladzijde {page}" for page in (1, 1, 1, 2, 2, 2)]

    def test_read_document_knows_a_pdf_by_its_bytes(self):
        assert read_document(maak_pdf("Een regel."), "afspraken.txt") == "Een regel."

    def test_short_pages_of_a_pdf_do_not_lengthen_the_actions(self):
        """A page break is no blank line: the paragraph after an action still ends it, on every page."""
        page = "1) Actie 2027: We bellen samen met\nbewoners.\nDat is nieuw.\nEr is veel te vertellen."
        found = find_actions(read_document(maak_pdf(*[page] * 3), "afspraken.pdf"))
        assert [each.tekst for each in found] == ["We bellen samen met bewoners."] * 3


def image_only() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 40), "white").save(data, "PDF")
    return data.getvalue()


LOCK = (  # what a writer puts into a file that opens with a password; here nobody knows which
    f"/ID [<{'ab' * 16}> <{'ab' * 16}>] "
    f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'4f' * 32}> /U <{'55' * 32}> >>"
)
NOT_READABLE = "Deze PDF is niet te lezen. Is het bestand helemaal gedownload?"
EMPTY = "Het bestand is leeg. Kies het document met de afspraken."
NO_TEXT = "In deze PDF staat geen tekst, alleen beeld. Kies een versie waarin u tekst kunt selecteren."


class TestReadDocument:
    @pytest.mark.parametrize(
        ("make", "naam", "message"),
        [
            (lambda: b"", "afspraken.pdf", EMPTY),
            (lambda: b" \n\t ", "afspraken.txt", EMPTY),
            (lambda: maak_pdf("Een regel.")[:200], "afspraken.pdf", NOT_READABLE),
            (lambda: b"dit is geen pdf", "afspraken.PDF", NOT_READABLE),
            (image_only, "scan.pdf", NO_TEXT),
            (lambda: maak_pdf(""), "afspraken.pdf", NO_TEXT),
            (
                lambda: maak_pdf("Een regel.", trailer=LOCK),
                "afspraken.pdf",
                "Deze PDF heeft een wachtwoord. Bewaar hem zonder wachtwoord en probeer opnieuw.",
            ),
            (
                lambda: b"PK\x03\x04\x00\x00 een werkmap",
                "afspraken.xlsx",
                "Dit bestand is geen PDF en geen gewone tekst. Kies het document als .pdf of .txt.",
            ),
            (
                lambda: b"a" * (MAX_TEKENS + 1),
                "afspraken.txt",
                "Dit document is te lang. Kies alleen het document met de afspraken.",
            ),
        ],
        ids=["empty", "blank", "spoilt", "no pdf", "image", "no text", "locked", "nul bytes", "too long"],
    )
    def test_read_document_refuses_with_a_message(self, make, naam, message):
        with pytest.raises(Onleesbaar) as caught:
            read_document(make(), naam)
        assert str(caught.value) == message

    def test_read_document_of_the_longest_text_is_read(self):
        assert read_document(b"a" * MAX_TEKENS, "afspraken.txt") == "a" * MAX_TEKENS

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
    def test_read_document_reads_accents_as_they_were_saved(self, encoding):
        assert read_document("zó geëvalueerd – ‘straks’".encode(encoding), "a.txt") == "zó geëvalueerd – ‘straks’"

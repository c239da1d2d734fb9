"""The printed letter: tagged, in Turkish, the layout of the by-law, and nothing in a text is code."""

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from apps.letters.operations.printing import page_of, printed_letter
from apps.letters.printing.pages import LetterPage, print_letter
from apps.letters.queries.contents import AddresseeText, LetterText, addressee_text
from apps.letters.rules.wording import OWN_TEXTS
from apps.people.models import Person, Representative
from omuz.kernel.models.audit import AuditEvent
from tests.cases.support import kitchen, opened
from tests.letters.support import approved, drafted
from tests.support.staff import NOW, TODAY, make_actor

HOSTILE = '#import "x": * \n#{range(100000000)} $x^2$ *kalın* _eğik_ <etiket> @ref \\ // yorum `kod` [içerik] = Başlık'
TURKISH = "İıŞşĞğÇçÖöÜüÂâÎîÛû"


def _page(**more):
    values = {
        "municipality": "İzmir Büyükşehir Belediyesi", "unit": "Engelli Hizmetleri Şube Müdürlüğü",
        "contact": ("Konak/İzmir",), "check": "izmir.example.org/yazi-dogrulama", "code": "ABCDEFGHIJKLMNOPQRST",
        "number": "E-1-2-3", "dated": dt.date(2026, 11, 22),
        "text": LetterText(subject="Başlıksız konu", body="Metin.", plain="Kısa metin."),
        "addressee": AddresseeText(name="Işıl İĞDE"), "signatory_name": "Şükran Özgül",
        "signatory_title": "Şube Müdürü", "signatory_acting_for": "", "by_hand": False,
    }  # fmt: skip
    return LetterPage(**(values | more))


def _read(page, variant="official"):
    reader = PdfReader(BytesIO(print_letter(page, printed_on=TODAY, variant=variant)))
    return reader, "\n".join(one.extract_text() for one in reader.pages)


@pytest.mark.parametrize("variant", ["official", "plain"])
def test_the_pdf_is_tagged_with_language_and_title(variant):
    reader, _ = _read(_page(), variant)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).lower().startswith("tr")
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Başlıksız konu · İzmir Büyükşehir Belediyesi"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_it_has_every_part_of_the_official_layout():
    _, text = _read(
        _page(
            text=LetterText(
                subject="Konu satırı",
                body="Metin.",
                references=("Başvurunuz.", "Karar."),
                annexes=("Karar örneği",),
                distribution=("Gereği: Fatma", "Bilgi: Işıl"),
            ),
            addressee=AddresseeText(name="Fatma İĞDE", capacity="Işıl İğde vasisi", lines=("Yalı Mah. 3",)),
            signatory_acting_for="Ali Çınar",
        )
    )
    for part in ("T.C.", "İZMİR BÜYÜKŞEHİR BELEDİYESİ", "Sayı", "E-1-2-3", "22.11.2026", "Konu satırı", "Fatma İĞDE",
                 "Işıl İğde vasisi", "Yalı Mah. 3", "İlgi", "a) Başvurunuz.", "b) Karar.", "Şükran Özgül",
                 "Şube Müdürü V.", "Ali Çınar", "Ek:", "Karar örneği", "Dağıtım:", "ABCDE-FGHIJ-KLMNO-PQRST",
                 "izmir.example.org/yazi-dogrulama", "Sayfa 1 / 1"):  # fmt: skip
        assert part in text, part


@pytest.mark.parametrize("variant", ["official", "plain"])
def test_what_looks_like_code_is_printed_as_it_is(variant):
    _, text = _read(
        _page(text=LetterText(subject=HOSTILE.split("\n", maxsplit=1)[0], body=HOSTILE, plain=HOSTILE)), variant
    )
    flat = "".join(text.split())
    for part in ('#import"x":*', "#{range(100000000)}", "$x^2$", "*kalın*", "_eğik_", "<etiket>", "@ref", "//yorum"):
        assert part in flat, part


def test_turkish_letters_have_glyphs_and_long_texts_go_over_pages():
    body = "\n\n".join([f"{TURKISH} " * 60] * 12)
    reader, text = _read(_page(text=LetterText(subject=TURKISH, body=body)))
    assert len(reader.pages) > 1
    assert TURKISH in text
    assert "\ufffd" not in text
    assert f"Sayfa {len(reader.pages)} / {len(reader.pages)}" in text


def test_every_text_of_omuz_own_prints():
    for use, own in OWN_TEXTS.items():
        _, text = _read(_page(text=LetterText(subject=own.subject, body=own.body, plain=own.plain)), "plain")
        assert own.subject.split()[0] in text, use


@pytest.mark.django_db
def test_a_draft_says_so_and_bears_no_code(kayseri):
    case = opened(kitchen())
    page = page_of(drafted(case))
    assert (page.stamp, page.code, page.number) == ("TASLAK", "", "")
    assert page_of(approved(case)).stamp == ""


@pytest.mark.django_db
def test_printing_is_told_to_the_history_and_the_files_name_tells_nothing(kayseri):
    letter, clerk = approved(opened(kitchen())), make_actor("intake_clerk")
    file = printed_letter(letter.pk, variant="plain", actor=clerk, now=NOW)
    assert file.name == "yazi-2026-1-kolay-okunur.pdf"
    assert AuditEvent.objects.filter(action="letter.printed", subject_id=letter.pk, actor_id=clerk.id).count() == 1


@pytest.mark.django_db
def test_a_protected_persons_letter_bears_neither_unit_nor_address_nor_programme_outside(kayseri):
    case = opened(kitchen())
    clerk = make_actor("unit_manager")
    Person.objects.filter(pk=case.person_id).update(is_confidential=True)
    letter = approved(case, actor=clerk, by=make_actor("unit_manager"))
    page = page_of(letter)
    assert letter.is_protected
    assert (page.unit, page.contact, page.by_hand, page.addressee.lines) == ("", (), True, ())
    assert "Mutfağı" not in page.text.subject


@pytest.mark.django_db
def test_the_guardian_is_addressed_and_the_person_gets_a_copy(kayseri):
    case = opened(kitchen())
    guardian = Representative.objects.create(
        person_id=case.person_id, kind="guardian", full_name="Fatma İğde", document_ref="Konak 1. Sulh Hukuk 2026/1",
        receives_notices=True, verified_on=TODAY, recorded_by_id=make_actor("intake_clerk").id,
    )  # fmt: skip
    Representative.objects.create(
        person_id=case.person_id, kind="relative", full_name="Yakını", recorded_by_id=make_actor("intake_clerk").id
    )
    letter = drafted(case)
    assert (letter.addressee_kind, letter.representative_id) == ("representative", guardian.pk)
    shown = addressee_text(letter)
    assert (shown.name, shown.capacity.endswith("vasisi")) == ("Fatma İğde", True)
    assert any("erişilebilir kopya" in line for line in page_of(letter).text.distribution)

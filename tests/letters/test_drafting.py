"""Drafting: whose text, which values, to whom."""

import datetime as dt

import pytest

from apps.letters.enums import AddresseeKind
from apps.letters.models import Letter, LetterEvent
from apps.letters.operations.approving import approve_letter, submit_letter
from apps.letters.queries.about import letters_about
from apps.letters.queries.contents import addressee_text, text_of, values_of
from apps.letters.rules.rendering import fill, placeholders_of
from apps.letters.rules.wording import ADVERSE, OWN_TEXTS
from apps.people.models import Representative
from apps.programmes.definition.checking.references import PLACEHOLDERS
from apps.programmes.definition.flow import LetterUse
from omuz.kernel.errors import Conflict, Invalid
from omuz.kernel.ids import new_id
from tests.cases.support import kitchen, opened
from tests.letters.support import drafted
from tests.support.staff import NOW, TODAY, make_actor

pytestmark = pytest.mark.django_db


def test_every_use_has_a_text_of_omuz_own_with_known_placeholders():
    assert set(OWN_TEXTS) == {use.value for use in LetterUse}
    for use, own in OWN_TEXTS.items():
        assert set(placeholders_of(own.body + own.plain)) <= PLACEHOLDERS, use
    for use in ADVERSE:
        assert "{basvuru_yolu}" in OWN_TEXTS[use].body


def test_a_letter_is_written_from_omuz_own_text_where_the_programme_has_none(kayseri):
    case = opened(kitchen())
    letter = drafted(case)
    text = text_of(letter)
    assert text.subject == "Başvurunuzdaki eksik bilgi ve belgeler"
    assert "- Kimlik\n- Sağlık kurulu raporu" in text.body
    assert "tarihine kadar" not in text.body, "an optional paragraph without its value is left out"
    assert text.plain.startswith("Başvurunuz için bazı belgeler eksik.")
    assert letter.template == ""
    assert values_of(letter)["eksikler"].startswith("- Kimlik")


def test_the_programmes_own_text_wins(kayseri):
    own = [{"key": "eksik", "label": {"tr": "Eksik"}, "subject": "Eksikler", "use": "missing_documents",
            "body": "Sayın {ad_soyad},\n\n{program}: {eksikler}\n\n{yetkili}"}]  # fmt: skip
    case = opened(kitchen(letters=own))
    letter = drafted(case)
    name = f"{case.person.given_names} {case.person.surname}"
    assert letter.template == "eksik"
    assert text_of(letter).body == f"Sayın {name},\n\nKomşu Mutfağı: - Kimlik\n- Sağlık kurulu raporu"


def test_a_placeholder_without_a_value_is_named(kayseri):
    case = opened(kitchen())
    with pytest.raises(Invalid) as refused:
        drafted(case, use=LetterUse.SUSPENSION, values={"madde": "m. 22"})
    assert {one.field for one in refused.value.problems} == {"values.gerekce", "values.yururluk"}


def test_an_unknown_placeholder_is_named_and_values_are_never_read_again():
    with pytest.raises(Invalid) as refused:
        fill("{ad_soyad} {tckn}", {"ad_soyad": "A"}, known=PLACEHOLDERS, field="body")
    assert [one.code for one in refused.value.problems] == ["unknown_placeholder"]
    assert (
        fill("{gerekce}", {"gerekce": "{ad_soyad}", "ad_soyad": "B"}, known=PLACEHOLDERS, field="body") == "{ad_soyad}"
    )


def test_an_unknown_value_is_refused(kayseri):
    case = opened(kitchen())
    with pytest.raises(Invalid) as refused:
        drafted(case, values={"eksikler": "x", "kimlik_no": "1"})
    assert refused.value.problems[0].field == "values.kimlik_no"


def test_it_is_found_by_what_it_is_about_and_its_history_begins(kayseri):
    case, about = opened(kitchen()), ("decision", new_id())
    letter = drafted(case, about=about)
    found = letters_about("decision", [about[1]])[about[1]]
    assert [(one.id, one.state, one.number, one.undeliverable) for one in found] == [(letter.pk, "draft", "", False)]
    assert letters_about("petition", [about[1]]) == {about[1]: []}
    assert list(LetterEvent.objects.filter(letter=letter).values_list("kind", flat=True)) == ["drafted"]


def test_the_person_is_addressed_where_nobody_acts_for_them(kayseri):
    case = opened(kitchen())
    letter = drafted(case)
    assert letter.addressee_kind == AddresseeKind.PERSON
    assert addressee_text(letter).capacity == ""
    assert text_of(letter).distribution == ()
    assert letter.drafted_at.tzinfo is dt.UTC


def _guardian(case, **values):
    return Representative.objects.create(
        person_id=case.person_id, kind="guardian", full_name="Fatma İğde", document_ref="Konak 1. Sulh Hukuk 2026/1",
        receives_notices=True, verified_on=TODAY, recorded_by_id=make_actor("intake_clerk").id, **values,
    )  # fmt: skip


def test_a_guardian_who_was_appointed_meanwhile_gets_the_letter_and_nobody_else(kayseri):
    case = opened(kitchen())
    clerk, manager = make_actor("intake_clerk"), make_actor("unit_manager")
    letter = drafted(case, actor=clerk)
    assert letter.addressee_kind == "person"
    guardian = _guardian(case)
    with pytest.raises(Conflict) as refused:
        approve_letter(letter.pk, actor=manager, version=letter.version, now=NOW)
    assert refused.value.code == "addressee_changed"
    sent = submit_letter(letter.pk, actor=clerk, version=letter.version, now=NOW)
    done = Letter.objects.get(pk=approve_letter(letter.pk, actor=manager, version=sent.version, now=NOW).pk)
    assert (done.addressee_kind, done.representative_id) == ("representative", guardian.pk)
    assert addressee_text(done).name == "Fatma İğde"
    assert sum("erişilebilir kopya" in line for line in text_of(done).distribution) == 1


def test_a_guardian_whose_office_ended_is_written_to_no_more(kayseri):
    case = opened(kitchen())
    clerk = make_actor("intake_clerk")
    guardian = _guardian(case)
    letter = drafted(case, actor=clerk)
    Representative.objects.filter(pk=guardian.pk).update(ends_on=TODAY - dt.timedelta(days=1))
    sent = submit_letter(letter.pk, actor=clerk, version=letter.version, now=NOW)
    stored = Letter.objects.get(pk=sent.pk)
    assert (stored.addressee_kind, stored.representative_id) == ("person", None)
    assert not any("erişilebilir kopya" in line for line in text_of(stored).distribution)

"""The letters of the shipped packs: drafted by what gives them values, and fit to be approved."""

import pytest

from apps.letters.operations.approving import approve_letter
from apps.letters.operations.drafting import draft_letter, write_letter
from apps.letters.queries.contents import text_of
from apps.letters.rules.rendering import placeholders_of
from apps.letters.rules.wording import ADVERSE
from apps.programmes.definition.flow import LetterUse
from omuz.kernel.ids import new_id
from tests.articles.support import BEDESTEM, CAREER_CENTRE, IZMIR, definition_of
from tests.programmes.test_shipped_packs import SHIPPED
from tests.programmes.test_shipped_packs_cases import opened, running
from tests.support.staff import NOW, make_actor

#: What each operation of Omuz gives beside the values that every letter knows (name, day, unit, remedies).
GIVEN = {
    LetterUse.RECEIPT: ("alinanlar", "eksikler"),  # apps.cases.operations.receipts
    LetterUse.MISSING_DOCUMENTS: ("dosya_no", "alinanlar", "eksikler", "son_gun"),  # apps.cases.queries.lettered
    LetterUse.ASSESSMENT_RESULT: ("sonuc", "gerekce"),  # apps.cases.operations.result_letter
    LetterUse.STATEMENT_REQUEST: ("dosya_no", "madde", "gerekce", "son_gun"),  # apps.decisions.operations.writing
    LetterUse.INTERIM_STOP: ("dosya_no", "madde", "gerekce", "yururluk", "son_gun"),
    LetterUse.INTERIM_STOP_LIFTED: ("dosya_no", "gerekce", "yururluk"),
    LetterUse.SUSPENSION: ("dosya_no", "madde", "gerekce", "yururluk", "karar_tarihi"),
    LetterUse.TERMINATION: ("dosya_no", "madde", "gerekce", "yururluk", "karar_tarihi"),
    LetterUse.RESUMPTION: ("dosya_no", "madde", "gerekce", "yururluk", "karar_tarihi"),
    LetterUse.PETITION_ANSWER: ("basvuru_no", "sonuc", "gerekce"),  # apps.petitions.operations.working
}
#: Every letter knows these by itself; the signatory stands in the signature's own place.
KNOWN = {"ad_soyad", "muhatap", "tarih", "program", "birim", "belediye", "basvuru_yolu", "yetkili"}
#: What a decision on somebody has to say (İzmir Art. 23; Const. Art. 40).
SAID = {
    LetterUse.SUSPENSION: {"madde", "gerekce", "yururluk", "karar_tarihi"},
    LetterUse.TERMINATION: {"madde", "gerekce", "yururluk", "karar_tarihi"},
    LetterUse.STATEMENT_REQUEST: {"madde", "gerekce", "son_gun"},
    LetterUse.PETITION_ANSWER: {"basvuru_no", "sonuc", "gerekce"},
    LetterUse.RECEIPT: {"tarih", "alinanlar", "eksikler"},
}
LETTERS = [(code, letter) for code in SHIPPED for letter in definition_of(code).letters]
WITH_USE = [(code, letter) for code, letter in LETTERS if letter.use is not None]


@pytest.mark.parametrize(("code", "letter"), WITH_USE, ids=lambda one: getattr(one, "key", one))
def test_a_letter_asks_only_for_what_its_operation_gives_and_says_what_it_has_to(code, letter):
    asked = set(placeholders_of(f"{letter.subject}\n{letter.body}"))
    assert asked - KNOWN <= set(GIVEN[letter.use])
    assert asked >= SAID.get(letter.use, set())
    assert ("basvuru_yolu" in asked) is (letter.use in ADVERSE)


def of_operation(case, use, **values):
    """Return a draft as an operation of Omuz writes it."""
    given = {name: f"({name})" for name in GIVEN[use]} | values
    return draft_letter(
        use=use, programme_id=case.programme_id, programme_version_id=case.programme_version_id,
        person_id=case.person_id, case_id=case.pk, about=("test", new_id()), values=given,
        actor=make_actor("intake_clerk"), now=NOW,
    )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("code", [IZMIR, BEDESTEM, CAREER_CENTRE])
def test_every_use_is_drafted_and_approved_in_the_words_of_each_programme(code, izmir):
    case, manager = opened(running(code), make_actor("intake_clerk")), make_actor("unit_manager")
    own = {letter.use: letter.key for letter in definition_of(code).letters if letter.use is not None}
    for use, given in GIVEN.items():
        letter = of_operation(case, use)
        assert letter.template == own.get(use, "")
        body = text_of(letter).body
        assert "{" not in body
        assert "(gerekce)" in body or "gerekce" not in given or (code, use) == (BEDESTEM, "assessment_result")
        assert ("60 gün" in body) is (use in ADVERSE)
        assert approve_letter(letter.pk, actor=manager, version=letter.version, now=NOW).state == "approved"


@pytest.mark.django_db
@pytest.mark.parametrize("code", [IZMIR, BEDESTEM, CAREER_CENTRE])
def test_texts_without_a_use_are_written_by_hand_and_approved(code, izmir):
    case, manager = opened(running(code), make_actor("intake_clerk")), make_actor("unit_manager")
    for entry in definition_of(code).letters:
        if entry.use is not None:
            continue
        values = {name: f"({name})" for name in placeholders_of(entry.body) if name not in KNOWN}
        letter = write_letter(
            programme_id=case.programme_id, programme_version_id=case.programme_version_id, person_id=case.person_id,
            case_id=case.pk, template=entry.key, values=values, actor=make_actor("intake_clerk"), now=NOW,
        )  # fmt: skip
        assert "{" not in text_of(letter).body
        approve_letter(letter.pk, actor=manager, version=letter.version, now=NOW)


@pytest.mark.django_db
def test_a_letter_of_bedestem_names_no_unit_in_its_words(izmir):
    """Its people include those who are subjected to violence (readings 4): the words tell a finder of nothing."""
    case = opened(running(BEDESTEM), make_actor("intake_clerk"))
    unit = case.programme_version.programme.unit.name
    for use in (LetterUse.RECEIPT, LetterUse.ASSESSMENT_RESULT, LetterUse.PETITION_ANSWER):
        text = text_of(of_operation(case, use))
        assert unit not in text.body
        assert case.programme_version.definition.name.tr not in text.body

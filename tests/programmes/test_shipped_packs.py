"""The shipped packs: what they say follows from their sources, and nothing but a tenant's own entries is missing."""

import pytest

from apps.accounts.models import OrgUnit
from apps.privacy.enums import LegalBasis
from apps.programmes.capabilities import CAPABILITIES
from apps.programmes.catalogue import TARGET_GROUPS
from apps.programmes.definition import Definition, Weight, read
from apps.programmes.definition.checking import check
from apps.programmes.definition.forms import FormField, FormGroup
from apps.programmes.enums import VersionState
from apps.programmes.operations import pack_code, start_from_pack
from apps.programmes.operations.versions import save_section
from apps.programmes.packs import get_shipped, list_shipped, packs_folder, read_folder
from apps.programmes.registry import Subject, catalogue_for
from omuz.conditions import Condition, parse
from omuz.kernel.actors import system_actor
from omuz.kernel.errors import Conflict, Invalid, NotFound
from tests.programmes.support import publish
from tests.support.staff import NOW

COMPLETE = {"izmir-destekli-istihdam", "bedestem"}
ARCHIVAL = {"iskep-2014-2016"}
PREVIEW = {
    "cocuk-merkezi", "gonullu", "guclenme-duragi", "ilce-kariyer-merkezi", "kayseri-engelli-hizmetleri",
    "meslek-fabrikasi",
}  # fmt: skip
SHIPPED = sorted(COMPLETE | ARCHIVAL | PREVIEW)
#: What only the municipality knows: the day on which the programme is in force, İSKEP's three groups.
FOR_THE_TENANT = {"no_effective_day", "groups_not_chosen"}


def definition_of(code: str) -> Definition:
    pack = get_shipped(code)
    assert pack is not None, read_folder(packs_folder() / code).findings
    return pack.definition


def fields_of(definition: Definition) -> list[FormField]:
    """Return every question of every form, those of groups included."""
    items = [item for form in definition.forms for section in form.sections for item in section.items]
    flat: list[FormField] = []
    for item in items:
        flat += item.fields if isinstance(item, FormGroup) else [item]
    return flat


def test_all_nine_are_there_and_say_what_they_are():
    assert [pack.code for pack in list_shipped()] == SHIPPED
    status = {pack.code: pack.definition.status for pack in list_shipped()}
    assert {code for code, one in status.items() if one == "complete"} == COMPLETE
    assert {code for code, one in status.items() if one == "archival"} == ARCHIVAL
    assert {code for code, one in status.items() if one == "preview"} == PREVIEW


@pytest.mark.parametrize("code", SHIPPED)
def test_nothing_but_what_a_tenant_enters_blocks_publication(code):
    findings = check(definition_of(code))
    assert not [one for one in findings if one.weight is Weight.ERROR], findings
    missing = {one.code for one in findings if one.weight is Weight.BLOCKER}
    assert "no_effective_day" in missing
    assert missing <= FOR_THE_TENANT
    advice = {one.code for one in findings if one.weight is Weight.ADVICE}
    assert advice <= {"to_be_verified"}, advice


@pytest.mark.parametrize("code", SHIPPED)
def test_each_cites_its_sources_and_the_reader_finds_them_explained(code):
    definition = definition_of(code)
    assert definition.sources
    assert all(source.reference for source in definition.sources)
    readme = (packs_folder() / code / "README.md").read_text(encoding="utf-8")
    assert "## Source" in readme
    assert ("**Preview**" in readme) == (code in PREVIEW)


@pytest.mark.parametrize("code", SHIPPED)
def test_no_pack_claims_a_module_that_is_not_there(code):
    definition = definition_of(code)
    later = [one.key for one in definition.capabilities.held if CAPABILITIES[one.key].comes_later]
    if code in PREVIEW:
        assert later
        assert definition.pending
    else:
        assert not later


@pytest.mark.parametrize("code", SHIPPED)
def test_every_free_or_special_question_says_why_it_is_asked(code):
    for field in fields_of(definition_of(code)):
        if field.special or field.kind in {"text", "long_text", "date", "phone", "email"}:
            assert field.privacy is not None, field.key
        if field.special:
            assert field.privacy is not None
            assert field.privacy.legal_basis in LegalBasis.values, field.key
            assert field.privacy.legal_basis != LegalBasis.EXPLICIT_CONSENT, field.key


@pytest.mark.parametrize("code", SHIPPED)
def test_every_wording_on_the_screen_is_there_in_english_too(code):
    missing = list(_without_english(definition_of(code).document(), ()))
    assert not missing


def _without_english(value, place):
    if isinstance(value, dict):
        line = place and place[-1] in {"label", "title", "message", "name", "term", "service", "duration", "item_label"}
        if "tr" in value and line and not value.get("en"):
            yield place
        for key, inner in value.items():
            yield from _without_english(inner, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _without_english(inner, (*place, index))


@pytest.mark.parametrize("code", sorted(COMPLETE))
def test_complete_packs_use_what_forms_can_do(code):
    definition = definition_of(code)
    groups = [
        item for form in definition.forms for section in form.sections for item in section.items
        if isinstance(item, FormGroup)
    ]  # fmt: skip
    assert any(field.shown_when for group in groups for field in group.fields)
    assert any(field.shown_when for field in fields_of(definition))
    assert any(field.feeds for field in fields_of(definition))


@pytest.mark.parametrize("code", SHIPPED)
def test_filters_of_figures_can_be_read(code):
    definition = definition_of(code)
    for indicator in definition.indicators:
        subjects = (Subject.PERSON,) if indicator.unit == "person" else (Subject.PERSON, Subject.CASE)
        catalogue = catalogue_for(definition, *subjects)
        for condition in filter(None, (indicator.filter, indicator.denominator)):
            assert isinstance(parse(condition, catalogue), Condition), (indicator.key, parse(condition, catalogue))
        assert indicator.dimension is None or indicator.dimension in catalogue.facts, indicator.key


# İzmir, source 001


def test_izmir_keeps_the_letters_of_its_text():
    izmir = definition_of("izmir-destekli-istihdam")
    assert [one.letter for one in izmir.activities] == ["a", "b", "c", "ç", "d", "e", "f", "g", "ğ", "h"]
    assert [one.letter for one in izmir.outcomes] == ["a", "b", "c", "ç", "d"]
    assert [one.letter for one in izmir.grounds] == ["a", "b", "c", "ç", "d"]
    assert {one.basis.article for one in izmir.grounds if one.basis} == {f"22-{x}" for x in ("a", "b", "c", "ç", "d")}
    employees = next(one for one in izmir.activities if one.letter == "ğ")
    assert employees.text is not None
    assert employees.text.tr.startswith("İşverenlerin talep etmesi hâlinde mevcut çalışan engelli bireylerin")
    assert {one.term.tr for one in izmir.definitions} == {
        "Belediye", "Program", "Aday", "İş Koçu", "İŞ-İN Eğitim Programı", "İşveren", "Danışmanlık hizmeti",
    }  # fmt: skip


def test_izmir_refuses_brokerage_and_nothing_in_it_brokers():
    izmir = definition_of("izmir-destekli-istihdam")
    refused = {one.key: one.basis.article for one in izmir.capabilities.refused}
    assert refused == {"job_brokerage": "6"}
    assert "job_brokerage" not in {one.key for one in izmir.capabilities.held}
    assert not [field.key for field in fields_of(izmir) if field.capability == "job_brokerage"]


def test_izmir_rests_on_its_decision_and_leaves_the_day_blank():
    izmir = definition_of("izmir-destekli-istihdam")
    basis = {one.key: one for one in izmir.legal_basis}
    decision = basis["regulation"]
    assert (decision.number, str(decision.decided_on), decision.to_be_verified) == ("484", "2026-04-15", True)
    laws = ("5393", "5216", "5378", "4857", "6331", "6698", "4904")
    assert {one.number for one in izmir.legal_basis} >= set(laws)
    assert izmir.effective.starts_on is None
    assert izmir.effective.note is not None


def test_izmir_keeps_files_five_years_at_most_and_answers_within_the_ceiling():
    izmir = definition_of("izmir-destekli-istihdam")
    files, drafts, petitions, appointments = izmir.retention
    assert (files.months, files.starts, files.statutory_periods_reserved) == (60, "case_closed", True)
    assert (drafts.applies_to, drafts.months) == ("pre_application", 6)
    assert (petitions.applies_to, petitions.months) == ("petition", 60)
    assert (appointments.applies_to, appointments.months) == ("appointment", 6)
    statutory = [one for one in izmir.deadlines if one.kind == "statutory"]
    assert [(one.amount, one.ceiling) for one in statutory] == [(30, 30), (30, 30)]
    assert not {one.key for one in izmir.closures} & {one.key for one in izmir.grounds}


def test_brokerage_is_an_option_of_other_programmes_only():
    holders = {
        pack.code for pack in list_shipped()
        if "job_brokerage" in {one.key for one in pack.definition.capabilities.held}
    }  # fmt: skip
    assert holders == {"ilce-kariyer-merkezi", "meslek-fabrikasi"}


# İSKEP, sources 002 and 004


def test_iskep_lets_the_municipality_choose_three_of_seven_with_disabled_among_them():
    iskep = definition_of("iskep-2014-2016")
    assert sorted(iskep.target_groups.offered) == sorted(TARGET_GROUPS.keys())
    assert iskep.target_groups.chosen == ()
    assert iskep.target_groups.selection.exactly == 3
    assert iskep.target_groups.selection.mandatory == ("disabled",)
    assert [(one.months, one.method) for one in iskep.retention] == [(None, "archive")]


def with_groups(*chosen: str) -> Definition:
    document = definition_of("iskep-2014-2016").document()
    return read(document | {"target_groups": document["target_groups"] | {"chosen": list(chosen)}})


@pytest.mark.parametrize(
    ("chosen", "is_fine"),
    [
        (("disabled", "poverty", "working_children_family"), True),
        (("disabled", "poverty"), False),
        (("poverty", "roma", "ex_offender"), False),
        (("disabled", "poverty", "roma", "ex_offender"), False),
    ],
)
def test_iskep_refuses_any_other_choice(chosen, is_fine):
    errors = [one.code for one in check(with_groups(*chosen)) if one.weight is Weight.ERROR]
    assert errors == ([] if is_fine else ["selection_broken"])


# Starting from a pack


@pytest.mark.django_db
@pytest.mark.parametrize("code", SHIPPED)
def test_a_programme_starts_from_each_and_is_published_once_its_day_is_entered(code, kayseri):
    writer = system_actor("Deneme")
    version = start_from_pack(code, unit_id=OrgUnit.objects.create(name="Birim").pk, actor=writer, now=NOW)
    assert (version.programme.pack, version.upstream_version, version.state) == (code, "1.0.0", VersionState.DRAFT)
    assert version.upstream == version.document
    with pytest.raises(Invalid):
        publish(version, writer=writer)
    day = version.document.get("effective", {}) | {"starts_on": "2026-01-01"}
    version = save_section(version.pk, "effective", day, seen=version.version, actor=writer, now=NOW)
    if code == "iskep-2014-2016":
        groups = version.document["target_groups"] | {"chosen": ["disabled", "poverty", "working_children_family"]}
        version = save_section(version.pk, "target_groups", groups, seen=version.version, actor=writer, now=NOW)
    assert publish(version, writer=writer).state == VersionState.PUBLISHED


@pytest.mark.django_db
def test_old_names_of_packs_lead_to_the_new_ones_and_unknown_ones_nowhere(kayseri):
    assert pack_code("destekli-istihdam") == "izmir-destekli-istihdam"
    assert pack_code("kariyer-merkezi") == "ilce-kariyer-merkezi"
    where, actor = OrgUnit.objects.create(name="Birim").pk, system_actor("Deneme")
    start_from_pack("kariyer-merkezi", unit_id=where, actor=actor, now=NOW)
    with pytest.raises(Conflict):
        start_from_pack("ilce-kariyer-merkezi", unit_id=where, actor=actor, now=NOW)
    with pytest.raises(NotFound, match="paket"):
        start_from_pack("yok", unit_id=where, actor=actor, now=NOW)

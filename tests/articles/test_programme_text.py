"""Articles 6, 11, 17 to 19, 29 and 30 of İzmir's regulation: what a version may say, and who processes what."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import get_resolver

from apps.people.models import Person
from apps.people.models.person import visible_people
from apps.people.operations.exports import request_export
from apps.people.operations.reading import read_sensitive
from apps.people.rules.processing import acts_for_controller, may_leave
from apps.privacy.models import AccessLogEntry
from apps.programmes.definition import read
from apps.programmes.definition.checking import check
from apps.programmes.models import ProgrammeVersion
from apps.programmes.operations.versions import submit_version
from apps.programmes.registry import bound
from apps.programmes.rules.articles import (
    application_by_its_act,
    bounded_staff_role,
    brokerage_excluded,
    change_decided,
    effective_day_entered,
    sanctions_by_decision,
)
from omuz.kernel.actors import Actor
from omuz.kernel.errors import DomainError, Invalid
from omuz.kernel.ids import new_id
from tests.articles.support import BEDESTEM, CAREER_CENTRE, IZMIR, definition_of, document_of, programme
from tests.people.support import register
from tests.programmes.support import drafted, made_up
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db


def _codes(document):
    return {finding.code for finding in check(read(document))}


def test_art_6_a_version_that_holds_brokerage_cannot_be_kept(kayseri):
    capabilities = document_of()["capabilities"]
    holding = capabilities | {"held": [*capabilities["held"], {"key": "job_brokerage"}]}
    assert not brokerage_excluded(read(document_of(capabilities=holding))).allowed
    assert "brokerage_held" in _codes(document_of(capabilities=holding))
    silent = capabilities | {"refused": []}
    assert brokerage_excluded(read(document_of(capabilities=silent))).code == "brokerage_not_refused"
    assert "brokerage_not_refused" in _codes(document_of(capabilities=silent))


def test_art_6_no_address_of_brokerage_exists():
    def addresses(resolver, prefix=""):
        for pattern in resolver.url_patterns:
            path = prefix + str(pattern.pattern)
            yield from addresses(pattern, path) if hasattr(pattern, "url_patterns") else [path]

    known = list(addresses(get_resolver()))
    assert any("cases/" in path for path in known)
    assert not [path for path in known if any(word in path for word in ("vacanc", "match", "placement", "cv-"))]


def test_art_6_binds_only_who_adopted_it(kayseri):
    assert bound(definition_of(IZMIR), "no_brokerage").cited.endswith("m. 6")
    assert bound(definition_of(CAREER_CENTRE), "no_brokerage") is None
    # Torbalı's career centre may hold it, on a dated basis of its own (readings 1).
    assert "brokerage_held" not in _codes(document_of(CAREER_CENTRE))


def test_art_11_the_programme_holds_nothing_beyond_support(kayseri):
    capabilities = document_of()["capabilities"]
    assert bounded_staff_role(read(document_of())).allowed
    beyond = capabilities | {"held": [*capabilities["held"], {"key": "assistance"}]}
    assert not bounded_staff_role(read(document_of(capabilities=beyond))).allowed
    assert "beyond_staff_role" in _codes(document_of(capabilities=beyond))
    assert bound(definition_of(BEDESTEM), "staff_role") is None


def test_art_17_only_the_municipalitys_staff_find_anybody(kayseri):
    register(make_actor("intake_clerk"))
    assert Person.objects.filter(visible_people(make_actor("unit_manager"))).exists()
    for kind in ("coordinator", "operator", "citizen", ""):
        assert not acts_for_controller(kind).allowed
        rights = make_actor("unit_manager").rights
        stranger = Actor(id=new_id(), label="", kind=kind, rights=rights, mfa=True)
        assert not Person.objects.filter(visible_people(stranger)).exists()


@pytest.mark.parametrize(
    ("reason", "is_special", "people", "approved", "allowed"),
    [
        ("Bakanlık yazısı", False, 100, False, True),
        ("", False, 1, True, False),
        ("Bakanlık yazısı", True, 1, False, False),
        ("Bakanlık yazısı", True, 1, True, True),
        ("Bakanlık yazısı", False, 101, False, False),
        ("Bakanlık yazısı", False, 101, True, True),
    ],
)
def test_art_19_a_list_leaves_with_its_basis_and_where_needed_a_second_person(
    reason, is_special, people, approved, allowed
):
    verdict = may_leave(reason=reason, is_special=is_special, people=people, approved_by_other=approved)
    assert verdict.allowed is allowed


def test_art_19_an_export_without_a_reason_is_not_even_asked_for(kayseri):
    with pytest.raises(DomainError) as refusal:
        request_export(list_key="people", reason=" ", filters={}, columns=["surname"], file_format="csv",
                       actor=make_actor("unit_manager"), now=NOW)  # fmt: skip
    assert refusal.value.code == "reason_required"


def test_art_18_a_special_value_opens_for_a_purpose_and_leaves_a_trace(kayseri):
    version = programme()
    person = register(make_actor("intake_clerk"), unit_id=version.programme.unit_id)
    manager = make_actor("unit_manager")
    with pytest.raises(DomainError) as refusal:
        read_sensitive(person.pk, actor=manager, now=NOW, programme_id=version.programme_id)
    assert "purpose" in refusal.value.code
    read_sensitive(person.pk, actor=manager, now=NOW, programme_id=version.programme_id, purpose="service_planning")
    entry = AccessLogEntry.objects.get(person_id=person.pk)
    assert (entry.actor_id, entry.programme_id, entry.purpose) == (manager.id, version.programme_id, "service_planning")


def test_art_29_a_change_needs_the_organs_decision_with_day_and_number(kayseri):
    basis = [one | {"number": ""} if one["key"] == "regulation" else one for one in document_of()["legal_basis"]]
    assert not change_decided(read(document_of(legal_basis=basis))).allowed
    version = drafted(document_of(legal_basis=basis))
    with pytest.raises(Invalid):
        submit_version(version.pk, note="", actor=make_actor("tenant_admin"), now=NOW)


def test_art_29_what_was_published_is_not_rewritten(kayseri):
    version = programme()
    with pytest.raises(IntegrityError), transaction.atomic():
        ProgrammeVersion.objects.filter(pk=version.pk).update(document=made_up())


def test_art_30_no_version_is_in_force_before_its_day_has_been_entered(kayseri):
    blank = document_of(effective=None)
    assert effective_day_entered(read(blank)).code == "no_effective_day"
    version = drafted(blank)
    with pytest.raises(Invalid) as refusal:
        submit_version(version.pk, note="", actor=make_actor("tenant_admin"), now=NOW)
    assert "no_effective_day" in {problem.code for problem in refusal.value.problems}
    assert effective_day_entered(read(document_of())).allowed


def _with_step(**step: object) -> dict[str, object]:
    plain = {"key": "kestirme", "label": {"tr": "Kestirme"}} | step
    return document_of(transitions=[*document_of()["transitions"], plain])


def test_art_9_no_plain_step_leads_past_the_recording_of_the_application(kayseri):
    assert application_by_its_act(read(document_of())).allowed
    round_it = _with_step(sources=["pre_application"], target="application")
    assert application_by_its_act(read(round_it)).code == "way_round_application"
    assert "way_round_application" in _codes(round_it)
    steps = [one | {"act": None} if one["key"] == "record_application" else one for one in document_of()["transitions"]]
    assert application_by_its_act(read(document_of(transitions=steps))).code == "no_application_step"
    version = drafted(round_it)
    with pytest.raises(Invalid):
        submit_version(version.pk, note="", actor=make_actor("tenant_admin"), now=NOW)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (lambda: _with_step(sources=["monitoring"], target="suspended"), "way_round_suspension"),
        (lambda: _with_step(sources=["suspended"], target="monitoring"), "way_out_of_suspension"),
        (lambda: document_of(due_process={"interim_stop_ground": "serious_risk"}), "termination_closure_open"),
    ],
)
def test_art_22_nothing_is_suspended_resumed_or_terminated_by_a_plain_step(kayseri, document, code):
    assert sanctions_by_decision(read(document_of())).allowed
    assert sanctions_by_decision(read(document())).code == code
    assert code in _codes(document())


def test_art_22_a_programme_that_has_not_adopted_it_draws_its_steps_as_it_likes(kayseri):
    plain = [one | {"act": None} for one in document_of(CAREER_CENTRE)["transitions"]]
    found = _codes(document_of(CAREER_CENTRE, transitions=plain))
    assert not found & {"way_round_suspension", "way_out_of_suspension", "no_application_step"}

"""Versions: written by one, published by another, never rewritten."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from apps.accounts.models import User
from apps.programmes.enums import VersionState
from apps.programmes.models import ProgrammeVersion
from apps.programmes.operations.versions import (
    approve_version,
    discard_draft,
    retire_version,
    return_version,
    save_section,
    start_draft,
    submit_version,
    withdraw_version,
)
from apps.programmes.queries.versions import waiting_for
from omuz.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from omuz.kernel.models.audit import AuditEvent
from tests.programmes.support import drafted, made_up, publish, published
from tests.support.staff import NOW, make_actor

pytestmark = pytest.mark.django_db


def test_a_version_is_published_by_a_second_person(kayseri):
    writer, manager = make_actor("tenant_admin"), make_actor("unit_manager")
    version = drafted(by=writer)
    submit_version(version.pk, note="İlk sürüm", actor=writer, now=NOW)
    with pytest.raises(NotAllowed, match="ikinci bir kişi"):
        approve_version(version.pk, actor=writer, now=NOW)
    done = approve_version(version.pk, actor=manager, now=NOW)
    assert done.state == VersionState.PUBLISHED
    assert done.published_by_id == manager.id
    assert done.programme.target_groups == ["disabled", "poverty"]


def test_whoever_changed_the_draft_does_not_approve_it_even_if_others_began_and_submitted_it(kayseri):
    writer, second = make_actor("tenant_admin"), make_actor("unit_manager")
    both = make_actor("tenant_admin")
    version = drafted(by=writer)
    changed = save_section(version.pk, "name", {"tr": "Yeni ad"}, seen=1, actor=both, now=NOW)
    submit_version(version.pk, note="", actor=writer, now=NOW, named_approver_id=second.id)
    assert changed.version == 2
    with pytest.raises(NotAllowed):
        approve_version(version.pk, actor=both, now=NOW)


def test_a_unit_with_one_manager_names_a_superior(kayseri):
    writer, superior = make_actor("tenant_admin"), make_actor("auditor")
    version = drafted(by=writer)
    with pytest.raises(Invalid) as refused:
        submit_version(version.pk, note="", actor=writer, now=NOW, named_approver_id=writer.id)
    assert refused.value.problems[0].field == "named_approver"
    submit_version(version.pk, note="", actor=writer, now=NOW, named_approver_id=superior.id)
    assert approve_version(version.pk, actor=superior, now=NOW).published_by_id == superior.id


def test_what_waits_for_a_decision_finds_its_second_person_and_nobody_else(kayseri):
    writer, manager, superior = make_actor("tenant_admin"), make_actor("unit_manager"), make_actor("auditor")
    version = drafted(by=writer)
    assert waiting_for(manager) == []
    submit_version(version.pk, note="", actor=writer, now=NOW)
    assert [one.pk for one in waiting_for(manager)] == [version.pk]
    assert waiting_for(writer) == waiting_for(superior) == []
    withdraw_version(version.pk, actor=writer, now=NOW)
    submit_version(version.pk, note="", actor=writer, now=NOW, named_approver_id=superior.id)
    assert [one.pk for one in waiting_for(superior)] == [version.pk]
    assert waiting_for(manager) == []


def test_the_database_itself_refuses_one_person_for_both_steps(kayseri):
    version = drafted()
    submit_version(version.pk, note="", actor=make_actor("tenant_admin"), now=NOW)
    with pytest.raises(DatabaseError, match="version_published_by_second_person"), transaction.atomic():
        ProgrammeVersion.objects.filter(pk=version.pk).update(
            state="published", published_by_id=version.drafted_by_id, published_at=NOW
        )


def test_a_published_document_cannot_be_changed_even_by_sql(kayseri):
    version = published()
    with pytest.raises(Conflict, match="artık taslak değil"):
        save_section(
            version.pk, "name", {"tr": "Başka"}, seen=version.version, actor=make_actor("tenant_admin"), now=NOW
        )
    for change in ("document = '{}'", "effective_from = '2020-01-01'", "published_by_id = gen_random_uuid()"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE programmes_programmeversion SET {change} WHERE id = %s", [version.pk])
    with pytest.raises(DatabaseError), transaction.atomic():
        version.delete()


def test_without_its_effective_day_nothing_goes_live(kayseri):
    version = drafted(made_up(effective={}))
    writer = make_actor("tenant_admin")
    with pytest.raises(Invalid) as refused:
        submit_version(version.pk, note="", actor=writer, now=NOW)
    assert [problem.code for problem in refused.value.problems] == ["no_effective_day"]
    save_section(version.pk, "effective", {"starts_on": "2027-01-01"}, seen=1, actor=writer, now=NOW)
    submit_version(version.pk, note="", actor=writer, now=NOW)
    with pytest.raises(Conflict, match=r"01\.01\.2027"):
        approve_version(version.pk, actor=make_actor("unit_manager"), now=NOW)


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        (["poverty"], "Zorunlu hedef grup seçilmemiş: Engelli birey."),
        (["disabled", "roma"], "“roma” adında bir sunulan hedef grup yok."),
    ],
)
def test_a_choice_of_groups_that_the_text_does_not_admit_is_refused_with_the_reason(kayseri, chosen, message):
    version = drafted()
    value = made_up()["target_groups"] | {"chosen": chosen}
    with pytest.raises(Invalid) as refused:
        save_section(version.pk, "target_groups", value, seen=1, actor=make_actor("tenant_admin"), now=NOW)
    assert message in [problem.message for problem in refused.value.problems]
    version.refresh_from_db()
    assert version.document["target_groups"]["chosen"] == ["disabled", "poverty"]


def test_two_writers_do_not_overwrite_each_other(kayseri):
    version, writer = drafted(), make_actor("tenant_admin")
    save_section(version.pk, "name", {"tr": "Birinci"}, seen=1, actor=writer, now=NOW)
    with pytest.raises(Conflict) as stale:
        save_section(version.pk, "name", {"tr": "İkinci"}, seen=1, actor=make_actor("tenant_admin"), now=NOW)
    assert stale.value.code == "stale_version"


def test_the_next_version_retires_the_one_before_and_comes_from_it(kayseri):
    first = published()
    writer = make_actor("tenant_admin")
    draft = start_draft(first.programme_id, actor=writer, now=NOW, note="Yeni soru")
    assert (draft.number, draft.base_id, draft.document) == (2, first.pk, first.document)
    with pytest.raises(Conflict, match="taslağı zaten var"):
        start_draft(first.programme_id, actor=writer, now=NOW)
    publish(draft, writer=writer)
    first.refresh_from_db()
    assert first.state == VersionState.RETIRED
    assert first.retired_at is not None


def test_a_returned_version_is_a_draft_again_and_says_why(kayseri):
    version, writer = drafted(), make_actor("tenant_admin")
    submit_version(version.pk, note="", actor=writer, now=NOW)
    with pytest.raises(Invalid, match="düzeltilmesi"):
        return_version(version.pk, reason=" ", actor=make_actor("unit_manager"), now=NOW)
    back = return_version(version.pk, reason="Süreleri yazın.", actor=make_actor("unit_manager"), now=NOW)
    assert (back.state, back.returned_because) == ("draft", "Süreleri yazın.")
    submit_version(version.pk, note="", actor=writer, now=NOW)
    assert withdraw_version(version.pk, actor=writer, now=NOW).state == "draft"


def test_a_programme_can_end_and_a_draft_can_be_thrown_away(kayseri):
    version = published()
    writer = make_actor("tenant_admin")
    draft = start_draft(version.programme_id, actor=writer, now=NOW)
    discard_draft(draft.pk, actor=writer, now=NOW)
    assert not ProgrammeVersion.objects.filter(pk=draft.pk).exists()
    ended = retire_version(version.pk, reason="Proje bitti.", actor=writer, now=NOW)
    assert ended.state == VersionState.RETIRED


def test_every_step_stands_in_the_history_with_who_did_it(kayseri):
    version = published()
    acts = AuditEvent.objects.filter(subject_id=version.pk).order_by("id").values_list("action", flat=True)
    assert list(acts) == ["programme.drafted", "programme.submitted", "programme.published"]


@pytest.mark.parametrize("role", ["intake_clerk", "trainer", "kvkk_contact"])
def test_others_neither_write_nor_learn_of_a_draft(kayseri, role):
    version = drafted()
    assert User.objects.exists()
    with pytest.raises(NotFound):
        save_section(version.pk, "name", {"tr": "Ad"}, seen=1, actor=make_actor(role), now=NOW)
    with pytest.raises(NotFound):
        submit_version(uuid.uuid4(), note="", actor=make_actor("tenant_admin"), now=NOW)

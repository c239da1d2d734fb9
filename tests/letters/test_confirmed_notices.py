"""Nothing about a protected person goes to anybody of whom nobody has said that they are no danger (readings 4).

What it harms when it fails: a letter about a child under a confidentiality order reaches the parent whom the order is
against.
"""

import datetime as dt

import pytest
from django.core.cache import cache

from apps.cases.queries.waiting import QUEUES
from apps.cases.queues import Asked
from apps.letters.enums import ServiceChannel
from apps.letters.models import Letter
from apps.letters.operations.approving import approve_letter, submit_letter
from apps.letters.operations.serving import ServiceFacts, serve
from apps.letters.queries.contents import addressee_text, text_of
from apps.letters.queries.letters import get_letter
from apps.letters.rules.addressees import UNCONFIRMED, competent_addressee
from apps.people.models import Person, Representative
from apps.people.operations.confidentiality import set_confidential
from apps.people.operations.representation import confirm_notices
from apps.people.queries.representation import confirmed_because, notice_parties, waiting_for_confirmation
from omuz.kernel.errors import Conflict, DomainError, NotAllowed
from omuz.kernel.ids import new_id
from omuz.kernel.models import AuditEvent
from tenants import scope
from tests.cases.support import kitchen, opened
from tests.letters.support import drafted, signed
from tests.support.staff import NOW, TODAY, make_actor, signed_in

CHILD = {"birth_date": dt.date(2015, 3, 1), "birth_precision": "day"}


def _child(case, *, protected=True):
    Person.objects.filter(pk=case.person_id).update(**CHILD, is_confidential=protected)
    case.person.refresh_from_db()


def _acting(case, **values):
    told = {"kind": "parent", "full_name": "Kemal Örnek", "receives_notices": True, "verified_on": TODAY} | values
    return Representative.objects.create(person_id=case.person_id, recorded_by_id=new_id(), **told)


def _confirm(row, manager, **values):
    row.refresh_from_db()
    told = {"confirmed": True, "reason": "Anne ile görüşüldü; tehlike babadan geliyor."} | values
    return confirm_notices(row.pk, actor=manager, version=row.version, now=NOW, **told)


def test_the_rule_holds_a_letter_for_nobody_who_is_confirmed():
    parent = new_id()
    assert competent_addressee(None, notified=[], is_held=True).code == UNCONFIRMED
    assert competent_addressee(parent, notified=[], is_held=True).code == UNCONFIRMED
    assert competent_addressee(parent, notified=[parent], is_held=True).allowed
    assert competent_addressee(None, notified=[], is_held=False).allowed


def test_the_parent_of_a_protected_child_is_written_to_only_once_somebody_has_confirmed_them(case, manager):
    _child(case)
    parent = _acting(case)
    letter = drafted(case, actor=manager)
    # Neither the name nor the line of distribution of somebody who may be the danger.
    assert (letter.addressee_kind, addressee_text(letter).lines, text_of(letter).distribution) == ("person", (), ())
    page = get_letter(letter.pk, actor=manager, today=TODAY)
    assert (page.standing.verdict.code, page.standing.held) == (UNCONFIRMED, ("Kemal Örnek (velisi)",))
    for act in (submit_letter, approve_letter):
        with pytest.raises(Conflict) as refused:
            act(letter.pk, actor=make_actor(), version=letter.version, now=NOW)
        assert refused.value.code == UNCONFIRMED
    _confirm(parent, manager)
    sent = submit_letter(letter.pk, actor=manager, version=letter.version, now=NOW)
    assert (sent.representative_id, addressee_text(sent).name, sent.is_protected) == (parent.pk, "Kemal Örnek", True)


def test_of_two_parents_only_the_confirmed_one_is_written_to(case, manager):
    _child(case)
    father, mother = _acting(case), _acting(case, full_name="Elif Örnek")
    _confirm(mother, manager)
    letter = drafted(case, actor=manager)
    assert (letter.representative_id, addressee_text(letter).name) == (mother.pk, "Elif Örnek")
    assert father.full_name not in str((addressee_text(letter), text_of(letter)))


def test_a_capable_adult_whose_attorney_nobody_confirmed_is_notified_themselves(case, manager):
    Person.objects.filter(pk=case.person_id).update(is_confidential=True)
    _acting(case, kind="attorney", document_ref="Konak 1. Noterliği 2026/1", scope="Başvuru ve tebligat")
    letter = drafted(case, actor=manager)
    assert get_letter(letter.pk, actor=manager, today=TODAY).standing.verdict.allowed
    assert letter.addressee_kind == "person"


def test_a_child_who_comes_under_protection_after_the_signature_holds_the_letter_back(case, manager):
    _child(case, protected=False)
    parent = _acting(case)
    letter = signed(case)
    assert letter.representative_id == parent.pk
    _child(case)
    facts = ServiceFacts(served_on=TODAY, receiver="addressee", receiver_name="Kemal Örnek")
    with pytest.raises(Conflict) as refused:
        serve(letter.pk, ServiceChannel.HAND, facts=facts, actor=manager, version=letter.version, now=NOW)
    assert refused.value.code == UNCONFIRMED
    _confirm(parent, manager)
    done = serve(letter.pk, ServiceChannel.HAND, facts=facts, actor=manager, version=letter.version, now=NOW)
    assert done.state == "served"


def test_new_protection_and_another_document_take_the_confirmation_back(case, manager):
    _child(case)
    parent = _acting(case)
    row = _confirm(parent, manager)
    assert confirmed_because(row) == "Anne ile görüşüldü; tehlike babadan geliyor."
    assert b"tehlike" not in bytes(row.sealed_notices)
    person = Person.objects.get(pk=case.person_id)
    set_confidential(person.pk, actor=manager, version=person.version, confidential=True, reason="Yeni karar", now=NOW)
    parent.refresh_from_db()
    assert (parent.notices_confirmed_at, parent.sealed_notices) == (None, None)
    actions = set(AuditEvent.objects.filter(action__startswith="person.notices").values_list("action", flat=True))
    assert actions == {"person.notices_confirmed", "person.notices_confirmation_ended"}


def test_who_may_lift_protection_confirms_with_a_reason_and_nobody_else(case, manager):
    _child(case)
    parent = _acting(case)
    with pytest.raises(NotAllowed):
        _confirm(parent, make_actor("intake_clerk"))
    with pytest.raises(DomainError):
        _confirm(parent, manager, reason=" ")
    _confirm(parent, manager)
    _confirm(parent, manager, confirmed=False, reason="Yanlış kişi onaylandı.")
    assert notice_parties(case.person, actor=manager, on=TODAY).waits
    silent = _acting(case, full_name="Ali Örnek", receives_notices=False)
    with pytest.raises(Conflict):
        _confirm(silent, manager)
    _child(case, protected=False)
    with pytest.raises(Conflict):
        _confirm(parent, manager)


def test_the_queue_says_that_a_confirmation_is_missing_in_two_statements_a_page(
    case, manager, django_assert_max_num_queries
):
    _child(case)
    _acting(case)
    letter = drafted(case, actor=manager)
    asked = Asked(actor=manager, today=TODAY, now=NOW, mine=False)
    source = next(one for one in QUEUES if one.key == "letters_drafted")
    rows = list(Letter.objects.filter(pk=letter.pk).select_related("person", "programme"))
    with django_assert_max_num_queries(2):
        (item,) = source.items(rows, asked)
    assert item.hint.endswith("Temsilci onayı bekliyor")
    assert waiting_for_confirmation({case.person_id}, on=TODAY) == {case.person_id}
    assert waiting_for_confirmation(set(), on=TODAY) == frozenset()


@pytest.mark.django_db
def test_it_is_confirmed_through_the_api_and_shown_before_the_click(municipalities):
    cache.clear()
    with scope.enter(municipalities["kayseri"]):
        case = opened(kitchen())
        _child(case)
        parent = _acting(case)
        letter = drafted(case, actor=make_actor())
    client = signed_in(municipalities["kayseri"], role="unit_manager")
    page = client.get(f"/api/v1/letters/{letter.pk}/").json()
    assert (page["waits"], page["standing"]["code"], page["standing"]["held"]) == (
        True, "notices_unconfirmed", ["Kemal Örnek (velisi)"],
    )  # fmt: skip
    (row,) = client.get(f"/api/v1/people/{case.person_id}/representatives/").json()["results"]
    assert (row["notices"]["needs_confirmation"], row["notices"]["may_confirm"]) == (True, True)
    path = f"/api/v1/people/representatives/{parent.pk}/notices/"

    def send(body, version):
        return client.post(path, body, format="json", headers={"If-Match": f'"{version}"'})

    assert send({"confirmed": True, "reason": ""}, row["version"]).status_code == 400
    done = send({"confirmed": True, "reason": "Anneyle yüz yüze görüşüldü."}, row["version"])
    assert done.status_code == 200, done.content
    assert done.json()["notices"]["reason"] == "Anneyle yüz yüze görüşüldü."
    assert send({"confirmed": True, "reason": "Bir daha"}, row["version"]).status_code in {409, 412}
    (listed,) = client.get("/api/v1/letters/").json()["results"]
    assert listed["waits"] is False

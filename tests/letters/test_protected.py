"""Who comes under protection after a letter was drafted: by hand only from then on, whatever stands on it (readings 4).

What it harms when it fails: a notice with the programme's unit on the envelope reaches whom somebody fled from.
"""

import pytest

from apps.letters.enums import FailureReason, NextStep, ServiceChannel
from apps.letters.models import Letter
from apps.letters.operations.approving import approve_letter
from apps.letters.operations.printing import page_of
from apps.letters.operations.serving import ServiceFacts, serve, service_failed
from apps.letters.queries.addressing import mark_protected
from apps.letters.queries.contents import AddresseeText, addressee_text, seal_addressee
from apps.letters.queries.letters import get_letter
from apps.letters.rules.service import receiver_problem
from apps.people.models import Person, Representative
from omuz.kernel.errors import Invalid
from tests.cases.support import kitchen, opened, person_of
from tests.letters.support import approved, drafted, signed
from tests.support.staff import NOW, TODAY, make_actor

SENT = ServiceFacts(sent_on=TODAY)
ADDRESS = ("Gül Sokak 5", "35000 Konak/İzmir")


def _protect(person_id):
    Person.objects.filter(pk=person_id).update(is_confidential=True)


def _with_address(letter: Letter) -> Letter:
    letter.sealed_addressee = seal_addressee(letter, AddresseeText(name="Ali", capacity="", lines=ADDRESS))
    letter.save(update_fields=["sealed_addressee"])
    return letter


@pytest.mark.django_db
def test_a_draft_loses_its_address_and_unit_when_it_is_approved(kayseri):
    case = opened(kitchen())
    letter = _with_address(drafted(case))
    _protect(case.person_id)
    done = approve_letter(letter.pk, actor=make_actor("unit_manager"), version=letter.version, now=NOW)
    stored = Letter.objects.get(pk=done.pk)
    assert (stored.is_protected, addressee_text(stored).lines, stored.heading["unit"]) == (True, (), "")


@pytest.mark.django_db
def test_a_signed_letter_takes_no_way_but_by_hand_any_more(kayseri):
    case = opened(kitchen())
    letter = signed(case)
    _protect(case.person_id)
    reader = make_actor("unit_manager")
    assert get_letter(letter.pk, actor=reader, today=TODAY).letter.is_protected
    with pytest.raises(Invalid) as refused:
        serve(letter.pk, ServiceChannel.PTT, facts=SENT, actor=reader, version=letter.version, now=NOW)
    assert [one.code for one in refused.value.problems] == ["by_hand_only"]
    with pytest.raises(Invalid) as refused:
        service_failed(
            letter.pk, ServiceChannel.HAND, reason=FailureReason.NOT_FOUND, next_step=NextStep.OTHER_CHANNEL,
            facts=SENT, actor=reader, version=letter.version, now=NOW,
        )  # fmt: skip
    assert [one.field for one in refused.value.problems] == ["next_step"]
    facts = ServiceFacts(served_on=TODAY, receiver="addressee", receiver_name="Kendisi")
    served = serve(letter.pk, ServiceChannel.HAND, facts=facts, actor=reader, version=letter.version, now=NOW)
    assert Letter.objects.get(pk=served.pk).is_protected


@pytest.mark.django_db
def test_what_was_approved_before_is_printed_without_address_and_unit(kayseri):
    case = opened(kitchen())
    draft = _with_address(drafted(case))
    letter = approve_letter(draft.pk, actor=make_actor("unit_manager"), version=draft.version, now=NOW)
    assert page_of(letter).addressee.lines == ADDRESS
    _protect(case.person_id)
    mark_protected([letter], on=TODAY)
    page = page_of(letter)
    assert (page.addressee.lines, page.unit, page.contact, page.by_hand) == ((), "", (), True)


@pytest.mark.django_db
def test_a_protected_representative_is_written_to_by_hand_only(kayseri):
    case, clerk = opened(kitchen()), make_actor("intake_clerk")
    guardian = person_of(clerk, unit_id=case.unit_id, given_names="Fatma")
    Representative.objects.create(
        person_id=case.person_id, kind="guardian", representative=guardian, document_ref="Konak 1. Sulh Hukuk 2026/1",
        receives_notices=True, verified_on=TODAY, recorded_by_id=clerk.id,
    )  # fmt: skip
    before = approved(case)
    assert not before.is_protected
    _protect(guardian.pk)
    mark_protected([before], on=TODAY)
    assert before.is_protected
    assert drafted(case, actor=make_actor("unit_manager")).is_protected


@pytest.mark.parametrize("receiver", ["household", "workplace", "neighbourhood"])
def test_nobody_takes_the_letter_in_a_protected_persons_place(receiver):
    problem = receiver_problem(receiver, is_protected=True)
    assert problem is not None
    assert (problem.field, problem.code) == ("receiver", "by_hand_only")
    assert receiver_problem(receiver, is_protected=False) is None


@pytest.mark.parametrize("receiver", ["", "addressee", "institution"])
def test_the_person_or_the_head_of_where_they_stay_takes_it(receiver):
    assert receiver_problem(receiver, is_protected=True) is None

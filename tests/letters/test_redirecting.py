"""Who acts for a person changes after the signature: said before service, refused, and written anew in one click."""

import datetime as dt
import threading

import pytest
from django.core.cache import cache
from django.db import connections

from apps.letters.enums import ServiceChannel
from apps.letters.models import Letter, LetterEvent
from apps.letters.operations.approving import approve_letter
from apps.letters.operations.checking import check_code
from apps.letters.operations.redirecting import redirect_letter
from apps.letters.operations.serving import ServiceFacts, serve
from apps.letters.queries.contents import addressee_text, code_of, text_of
from apps.letters.queries.letters import get_letter
from apps.letters.rules.addressees import CHANGED
from apps.people.models import Representative
from omuz.kernel.errors import Conflict, NotAllowed, NotFound
from omuz.kernel.ids import new_id
from tenants import scope
from tests.cases.support import kitchen, opened
from tests.letters.support import drafted, signed
from tests.support.staff import NOW, TODAY, make_actor, signed_in

DAY = dt.timedelta(days=1)
SENT = ServiceFacts(sent_on=TODAY)


def guardian(case, **values):
    """Return a guardian with a document who gets notices."""
    told = {"kind": "guardian", "full_name": "Fatma İğde", "document_ref": "Konak 1. Sulh Hukuk 2026/1"} | values
    return Representative.objects.create(
        person_id=case.person_id, receives_notices=True, verified_on=TODAY, recorded_by_id=new_id(), **told
    )


def change(case, former):
    """End the former guardian's office and appoint another, from today on."""
    Representative.objects.filter(pk=former.pk).update(ends_on=TODAY - DAY)
    return guardian(case, full_name="Ahmet Çınar", document_ref="Konak 1. Sulh Hukuk 2026/9", starts_on=TODAY)


def _serve(letter, actor, **facts):
    told = ServiceFacts(**facts) if facts else SENT
    return serve(letter.pk, ServiceChannel.PTT, facts=told, actor=actor, version=letter.version, now=NOW)


def test_the_page_says_who_is_notified_by_now_and_service_to_the_former_is_refused(case, manager):
    former = guardian(case)
    letter = signed(case)
    assert get_letter(letter.pk, actor=manager, today=TODAY).standing.verdict.allowed
    change(case, former)
    standing = get_letter(letter.pk, actor=manager, today=TODAY).standing
    assert (standing.verdict.code, standing.today) == (CHANGED, ("Ahmet Çınar",))
    assert standing.article == "7201 sayılı Tebligat Kanunu m. 11"
    with pytest.raises(Conflict) as refused:
        _serve(letter, manager)
    assert refused.value.code == CHANGED
    assert Letter.objects.get(pk=letter.pk).state == "signed"


def test_what_was_served_while_the_former_was_competent_may_still_be_written_down(case, manager):
    former = guardian(case)
    letter = signed(case)
    out = _serve(letter, manager)
    Representative.objects.filter(pk=former.pk).update(ends_on=TODAY)
    guardian(case, full_name="Ahmet Çınar", starts_on=TODAY + DAY)
    served = serve(
        out.pk, ServiceChannel.PTT, facts=ServiceFacts(sent_on=TODAY, served_on=TODAY), actor=manager,
        version=out.version, now=NOW + 2 * DAY,
    )  # fmt: skip
    assert served.state == "served"


def test_one_click_writes_it_anew_and_each_names_the_other(case, manager):
    former = guardian(case)
    letter = signed(case)
    with pytest.raises(Conflict) as refused:
        redirect_letter(letter.pk, actor=manager, version=letter.version, now=NOW)
    assert refused.value.code == "same_addressee"
    new = change(case, former)
    draft = redirect_letter(letter.pk, actor=manager, version=letter.version, now=NOW)
    old = Letter.objects.get(pk=letter.pk)
    assert (old.state, old.number, draft.replaces_id) == ("cancelled", letter.number, old.pk)
    assert (draft.state, draft.number, draft.representative_id) == ("draft", None, new.pk)
    assert text_of(draft).body == text_of(old).body
    assert addressee_text(draft).name == "Ahmet Çınar"
    assert "Fatma İğde" not in str(text_of(draft).distribution)
    assert LetterEvent.objects.filter(letter=old).latest("sequence").kind == "replaced"
    assert not check_code(code_of(old)).is_genuine
    done = approve_letter(draft.pk, actor=make_actor(), version=draft.version, now=NOW)
    assert done.number == letter.number + 1
    page = get_letter(old.pk, actor=manager, today=TODAY)
    assert page.later == Letter.objects.get(pk=draft.pk)
    assert get_letter(draft.pk, actor=manager, today=TODAY).former == old


def test_a_draft_a_served_letter_and_one_on_its_way_are_not_written_anew(case, manager):
    former = guardian(case)
    draft, letter = drafted(case, actor=manager), signed(case)
    out = _serve(letter, manager)
    change(case, former)
    for one, code in ((draft, "letter_state"), (out, "service_under_way")):
        with pytest.raises(Conflict) as refused:
            redirect_letter(one.pk, actor=manager, version=one.version, now=NOW)
        assert refused.value.code == code
    with pytest.raises((NotAllowed, NotFound)):
        redirect_letter(out.pk, actor=make_actor("job_coach"), version=out.version, now=NOW)


@pytest.mark.django_db
def test_through_the_api_a_second_click_changes_nothing(municipalities):
    cache.clear()
    with scope.enter(municipalities["kayseri"]):
        case = opened(kitchen())
        former = guardian(case)
        letter = signed(case)
        change(case, former)
    client = signed_in(municipalities["kayseri"], role="intake_clerk")
    page = client.get(f"/api/v1/letters/{letter.pk}/").json()
    assert page["standing"]["today"] == ["Ahmet Çınar"]
    path, headers = f"/api/v1/letters/{letter.pk}/redirection/", {"If-Match": f'"{page["version"]}"'}
    first = client.post(path, {}, format="json", headers=headers)
    assert first.status_code == 201, first.content
    assert (first.json()["replaces"]["id"], first.json()["addressee_name"]) == (str(letter.pk), "Ahmet Çınar")
    assert client.post(path, {}, format="json", headers=headers).status_code in {409, 412}
    assert client.get(f"/api/v1/letters/{letter.pk}/").json()["replaced_by"]["id"] == first.json()["id"]


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_one_writes_it(municipalities):
    kayseri = municipalities["kayseri"]
    with scope.enter(kayseri):
        manager, case = make_actor(), opened(kitchen())
        former = guardian(case)
        letter = signed(case)
        change(case, former)
    barrier, found = threading.Barrier(2), []

    def click():
        try:
            barrier.wait(timeout=20)
            with scope.enter(kayseri):
                redirect_letter(letter.pk, actor=manager, version=letter.version, now=NOW)
                found.append("written")
        except Conflict as error:
            found.append(error.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)
    assert len(found) == 2
    assert found.count("written") == 1
    with scope.enter(kayseri):
        assert Letter.objects.filter(replaces=letter.pk).count() == 1

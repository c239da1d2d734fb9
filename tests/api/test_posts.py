"""POSTs that the tests of their apps do by operations, done over HTTP: each is sent twice on the way (support/twice).

Whoever sends one again gets the first answer, and nothing is written a second time; what is asserted here is that it
was done at all. `pytest` fails a whole run over an address that no test has had done.
"""

import datetime as dt
from contextlib import nullcontext

import pytest
from django.core.cache import cache

from apps.appointments.models import Slot
from apps.appointments.operations.public import request_booking
from apps.cases.models import Case
from apps.coaching.models import EmploymentObservation, Visit
from apps.decisions.models import Decision
from apps.employers.operations.services import record_service
from apps.letters.models import Letter
from apps.letters.operations.batches import run_batch, start_batch
from apps.people.models import NamedStaff, PersonIdentity, SensitiveFact
from apps.people.operations.medical import record_report
from apps.people.rules.medical import ReportDraft
from apps.petitions.models import Petition
from apps.programmes.operations.versions import save_document, start_draft
from omuz.kernel import clock
from omuz.kernel.ids import new_id
from tenants import scope
from tenants.models import FleetJob, Municipality
from tests.appointments.support import cafe, calendar_of, request_of
from tests.cases.support import KITCHEN, kitchen, kitchen_document, opened, person_of
from tests.coaching.support import give, light, neighbours
from tests.decisions.support import case_in, programme, proposed
from tests.employers.support import a_service, adviser_of
from tests.letters.support import approved, drafted, signed
from tests.people.support import demo_number, register
from tests.people.support import programme as some_programme
from tests.petitions.support import ANSWER, taken_in
from tests.programmes.support import drafted as draft_of
from tests.programmes.support import publish
from tests.support.staff import NOW, ApiClient, make_actor, make_user, sign_in

pytestmark = pytest.mark.django_db
BASE = "/api/v1/"


@pytest.fixture
def room(municipalities, db, _hosts):
    cache.clear()
    with scope.enter(municipalities["kayseri"]):
        yield


@pytest.fixture
def client(api, room):
    """Return a factory of one client a role, in the municipality that is entered."""
    known = {}

    def of(role):
        if role not in known:
            known[role] = api(role=role)
        return known[role]

    return of


def done(client, path, body=None, *, version=None):
    """Return what a POST that is done is answered with."""
    headers = {"If-Match": f'"{version}"'} if version is not None else {}
    answer = client.post(f"{BASE}{path}", body or {}, format="json", headers=headers)
    assert answer.status_code < 300, answer.content
    return answer.json() if answer.content else {}


def today():
    return clock.local_date(clock.now())


def test_people(client):
    clerk, manager, where = client("intake_clerk"), client("unit_manager"), some_programme()
    actor = make_actor("intake_clerk")
    person, other = register(actor, programme_id=where.id), register(actor, given_names="Aişe")
    done(clerk, f"people/{person.id}/identity/", {"kind": "tckn", "number": demo_number()})
    assert PersonIdentity.objects.filter(person=person).count() == 1
    fact = {"kind": "target_group", "code": "poverty", "programme": str(where.id)}
    known = done(clerk, f"people/{person.id}/sensitive/", fact)
    change = {"reason": "Yanlış seçilmişti", "fact": fact | {"code": "disabled"}}
    right = done(clerk, f"people/sensitive/{known['id']}/correction/", change, version=known["version"])
    done(clerk, f"people/sensitive/{right['id']}/end/", {"valid_to": today().isoformat()}, version=right["version"])
    assert SensitiveFact.objects.filter(person=person).count() == 2
    done(manager, f"people/{person.id}/named-staff/", {"user": str(clerk.user.pk), "reason": "Görüşmeyi yapıyor"})
    assert NamedStaff.objects.filter(person=person, user_id=clerk.user.pk).count() == 1
    pair = {"first": str(person.id), "second": str(other.id), "verdict": "different", "reason": "Kardeşler"}
    done(manager, "people/duplicates/decisions/", pair)


def test_staff(client):
    admin, giver, receiver = client("tenant_admin"), make_user(role="intake_clerk"), make_user(role="intake_clerk")
    names = {"from_user": str(giver.pk), "to_user": str(receiver.pk), "kinds": None, "reason": "İzne ayrıldı"}
    done(admin, "staff/reassign/", names)
    done(admin, f"staff/{giver.pk}/close/", {"reason": "Görevden ayrıldı"})
    done(admin, f"staff/{giver.pk}/reopen/", {"reason": "Geri döndü"})
    giver.refresh_from_db()
    assert giver.left_on is None
    invited = done(admin, "staff/invitations/", {"email": "yeni@example.org", "full_name": "Yeni Görevli"})
    done(admin, f"staff/invitations/{invited['id']}/resend/")


def test_appointments_and_calendars(client):
    version = cafe()
    calendar = calendar_of(version, now=clock.now(), hours=(8, 18))
    manager, clerk = client("unit_manager"), client("intake_clerk")
    day = next(day for n in range(7, 14) if (day := today() + dt.timedelta(days=n)).weekday() < 5)
    closed = {"kind": "closed", "on": day.isoformat(), "reason": "Eğitim günü", "confirmed": True}
    done(manager, f"calendars/{calendar.pk}/exceptions/", closed)
    person, slot = person_of(make_actor("intake_clerk")), Slot.objects.filter(calendar=calendar).latest("starts_at")
    row = request_booking(request_of(version, slot), now=clock.now()).appointment
    done(clerk, f"appointments/{row.pk}/person/", {"person": str(person.id)}, version=row.version)
    row.refresh_from_db()
    assert row.person_id == person.id


def test_a_report_is_taken_over(client):
    documents = [*KITCHEN["documents"], {"key": "medical_report", "label": {"tr": "Rapor"}}]
    case = opened(kitchen(documents=documents))
    draft = ReportDraft(kind="adult", rate=60, permanence="temporary", issued_on=dt.date(2025, 1, 1),
                        expires_on=dt.date(2027, 1, 1), groups=("hearing",))  # fmt: skip
    record_report(case.person_id, draft, actor=make_actor("assessor"), now=NOW, programme_id=case.programme_id)
    done(client("assessor"), f"cases/{case.pk}/documents/report/", {"purpose": "interview"})


def test_decisions(client):
    assessor, manager, version = client("assessor"), client("unit_manager"), programme()
    first = done(assessor, f"cases/{case_in(version).pk}/decisions/", {
        "kind": "suspend", "ground": "no_participation", "evidence": [{"kind": "observation", "text": "Gelmedi."}],
    })  # fmt: skip
    done(assessor, f"decisions/{first['id']}/withdrawal/", {"reason": "Yeniden görüşülecek"}, version=first["version"])
    row = proposed(case_in(version), actor=make_actor("assessor"))
    ahead = (today() + dt.timedelta(days=1)).isoformat()
    body = {"reason": "Görüşmelere gelinmedi.", "effective_on": ahead, "waived_because": "İstemedi."}
    taken = done(manager, f"decisions/{row.pk}/taking/", body, version=row.version)
    Decision.objects.filter(pk=row.pk).update(effective_on=today())
    done(manager, f"decisions/{row.pk}/effect/", version=taken["version"])
    row.refresh_from_db()
    assert row.state == "in_effect"
    stop = done(assessor, f"cases/{case_in(version).pk}/interim-stops/", {"risk": "Koruyucusuz makine."})["stops"][0]
    lifted = done(
        manager, f"interim-stops/{stop['id']}/lifting/", {"reason": "Makine onarıldı."}, version=stop["version"]
    )
    assert lifted


def test_coaching_and_employers(client):
    coach, manager = client("job_coach"), client("unit_manager")
    case = opened(light())
    give(case, make_actor("job_coach"))
    Case.objects.filter(pk=case.pk).update(responsible=coach.user, opened_at=clock.now() - dt.timedelta(days=40))
    case.person.interviewer = coach.user
    case.person.save(update_fields=["interviewer"])
    day, visit = today().isoformat(), {"place": "workplace", "minutes": 30, "activity": "monitoring", "note": "Sakin."}
    made = done(coach, "visits/", visit | {"case": str(case.pk), "client_key": str(new_id()), "visited_on": day})
    Visit.objects.filter(pk=made["id"]).update(recorded_at=clock.now() - dt.timedelta(days=2))
    corrected = visit | {"visited_on": day, "client_key": str(new_id()), "minutes": 50, "reason": "Süre yanlıştı"}
    done(coach, f"visits/{made['id']}/correction/", corrected, version=made["version"])
    plan = {
        "goals": [{"words": "Yalnız gitmek istiyorum."}], "coaching": [],
        "review_on": (today() + dt.timedelta(days=30)).isoformat(),
        "services": [{"activity": "monitoring", "responsible": str(coach.user.pk), "rhythm": "weekly", "times": 1}],
    }  # fmt: skip
    plan = done(coach, f"cases/{case.pk}/plans/", plan)
    done(manager, f"plans/{plan['id']}/words/", {"purpose": "supervision"})
    plan = done(coach, f"plans/{plan['id']}/agreement/", {"agreed_on": day, "agreed_by": "person"},
                version=plan["version"])  # fmt: skip
    done(coach, f"plans/{plan['id']}/letter/")
    seen = {"since": day, "source": "person", "source_on": day, "work": "Paketleme"}
    noted = done(coach, f"cases/{case.pk}/employment/", seen)["observations"][0]
    done(coach, f"employment/{noted['id']}/correction/", seen | {"work": "Depo", "reason": "Yanlış yazıldı"},
         version=noted["version"])  # fmt: skip
    assert EmploymentObservation.objects.count() == 2
    done(manager, f"cases/{case.pk}/employment/words/", {"purpose": "supervision"})
    named = a_service(activity="", subject="existing_employee", employee="Ayşe Deneme", employee_consent_on=NOW.date())
    served = record_service(neighbours(code="isveren").programme_id, named, actor=adviser_of(), now=NOW)
    shown = done(client("employer_adviser"), f"employer-services/{served.pk}/employee/")
    assert shown["employee"] == "Ayşe Deneme"


def test_letters(client):
    clerk, manager, case = client("intake_clerk"), client("unit_manager"), opened(kitchen())
    draft = drafted(case)
    shown = done(clerk, f"letters/{draft.pk}/submission/", version=draft.version)
    shown = done(manager, f"letters/{draft.pk}/return/", {"reason": "Ekleri yazın"}, version=shown["version"])
    done(clerk, f"letters/{draft.pk}/cancellation/", {"reason": "Gerek kalmadı"}, version=shown["version"])
    numbered = approved(case)
    done(clerk, f"letters/{numbered.pk}/official-number/", {"number": "E-9", "date": NOW.date().isoformat()},
         version=numbered.version)  # fmt: skip
    sent = signed(case)
    done(clerk, f"letters/{sent.pk}/copies/", {"format": "easy_read", "given_on": today().isoformat()})
    sent.refresh_from_db()
    failed = {"channel": "ptt", "reason": "moved", "next_step": "address_check", "sent_on": NOW.date().isoformat()}
    done(clerk, f"letters/{sent.pk}/service-failure/", failed, version=sent.version)
    assert set(Letter.objects.values_list("state", flat=True)) == {"cancelled", "approved", "undeliverable"}


def test_a_batch_of_letters_is_approved(client):
    version, clerk = kitchen(), make_actor("intake_clerk")
    opened(version)
    batch = start_batch(
        source="cases", programme_id=version.programme_id, criteria={"missing_documents": True},
        use="missing_documents", template="", shared={"son_gun": "31.12.2026"}, actor=clerk, now=NOW,
    )  # fmt: skip
    run_batch(batch.pk, step=nullcontext, clock=lambda: NOW, actor_of=lambda _: clerk)
    done(client("unit_manager"), f"letter-batches/{batch.pk}/approval/")


def test_petitions(client):
    first, second, case = client("unit_manager"), client("intake_clerk"), opened(kitchen())
    manager, day = make_actor("unit_manager"), today().isoformat()
    rows = [taken_in(manager, case_id=case.pk, person_id=case.person_id) for _ in range(3)]
    answered, forwarded, withdrawn = (f"petitions/{row.pk}/" for row in rows)
    shown = done(first, f"{answered}information/", {"reason": "Kurumdan yazı bekleniyor"}, version=1)
    shown = done(first, f"{answered}assignment/", {"assigned_to": str(second.user.pk)}, version=shown["version"])
    shown = done(second, f"{answered}answer/", {"text": ANSWER, "outcome": "accepted"}, version=shown["version"])
    shown = done(first, f"{answered}answer/approval/", version=shown["version"])
    # An answer that goes out by a letter is served by that letter.
    Petition.objects.filter(pk=rows[0].pk).update(letter_id=None)
    shown = done(first, f"{answered}service/", {"served_on": day}, version=shown["version"])
    assert shown["state"] == "answered"
    done(first, f"{forwarded}transfer/", {"authority": "Deneme Valiliği", "told_on": day}, version=1)
    done(first, f"{withdrawn}withdrawal/", {"reason": "Vazgeçtiğini yazdı"}, version=1)


def test_versions(client):
    admin, manager, version = client("tenant_admin"), client("unit_manager"), kitchen()
    opened(version)
    writer = make_actor("tenant_admin")
    draft = start_draft(version.programme_id, actor=writer, now=NOW)
    saved = save_document(draft.pk, kitchen_document(name={"tr": "Mutfak"}), seen=draft.version, actor=writer, now=NOW)
    newer = publish(saved, writer=writer)
    done(manager, f"programme-versions/{newer.pk}/moving/preview/", {"stages": {}})
    moved = done(
        manager, f"programme-versions/{newer.pk}/moving/", {"stages": {}, "reason": "Yeni sürüm", "cases": None}
    )
    assert moved["moved"] == 1
    done(admin, f"programme-versions/{newer.pk}/retirement/", {"reason": "Program bitti"})
    other = draft_of(kitchen_document(code="geri-alinan"))
    done(admin, f"programme-versions/{other.pk}/submission/", {"note": ""})
    assert done(admin, f"programme-versions/{other.pk}/withdrawal/")["state"] == "draft"


@pytest.mark.usefixtures("_hosts")
def test_the_fleet(municipalities, settings, tmp_path):
    settings.OMUZ_BACKUP_DIR = str(tmp_path)
    operator = ApiClient("localhost")
    with scope.enter(None):
        sign_in(operator, make_user(role="platform_operator"), mfa=True)
        key = Municipality.objects.get(slug="izmir").pk
    head = f"fleet/municipalities/{key}/"
    done(operator, f"{head}invitation/", {"admin_name": "İlk Yönetici", "admin_email": "ilk@example.org"})
    with scope.enter(None):
        FleetJob.objects.all().delete()
        Municipality.objects.filter(pk=key).update(state="archived")
    done(operator, f"{head}deletion/", {"act": "request", "reason": "Sözleşme bitti"})

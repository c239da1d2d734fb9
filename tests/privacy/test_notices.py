"""Privacy notices: versions that never change once published, given without any consent."""

import datetime as dt

import pytest

from apps.people.operations.notices import NoticeGift, due_notice, give_notice, notices_of
from apps.people.operations.representation import RepresentativeDraft, add_representative
from apps.people.rules.medical import Birth
from apps.people.rules.notices import notice_due
from apps.privacy.models import PrivacyNotice
from apps.privacy.operations import notices
from apps.privacy.queries import list_notices
from apps.privacy.rules import check_notice
from omuz.kernel import clock
from omuz.kernel.errors import Conflict, Invalid, NotAllowed
from tenants import scope
from tests.people.support import NOW, TODAY, register
from tests.support.staff import make_actor

TEXT = (
    "Veri sorumlusu belediyemizdir. Kişisel verileriniz sosyal hizmet sunmak amacıyla, 5393 sayılı Kanun uyarınca "
    "işlenir. Haklarınız KVKK m. 11'dedir."
)
CHILD = Birth(dt.date(2008, 5, 1), "day")


@pytest.mark.parametrize("words", ["KABUL EDİYORUM", "verilerimin işlenmesini onaylıyorum", "açık rıza veriyorum"])
def test_a_notice_holds_no_consent(words):
    assert [p.code for p in check_notice(title="Metin", text=f"{TEXT} {words}.")] == ["consent_in_notice"]


def test_a_notice_needs_a_title_and_a_text():
    assert {p.field for p in check_notice(title=" ", text="kısa")} == {"title", "text"}
    assert check_notice(title="Genel", text=TEXT) == []


@pytest.mark.parametrize(
    ("given", "last", "current", "expected"),
    [
        (None, None, 1, "not_given"),
        (dt.date(2026, 4, 30), 1, 1, "came_of_age"),
        (dt.date(2026, 5, 1), 1, 1, None),
        (dt.date(2026, 6, 1), 1, 2, "new_version"),
    ],
)
def test_a_notice_falls_due_once_and_again_at_eighteen_and_with_a_new_text(given, last, current, expected):
    due = notice_due(last_given_on=given, last_number=last, current_number=current, birth=CHILD, today=TODAY)
    assert (due.code if due else None) == expected


@pytest.fixture
def kvkk(actor):
    return actor(role="kvkk_contact")


def draft(actor, **values):
    kept = {"title": "Genel", "text": TEXT, "variant": "standard", "language": "tr"} | values
    return notices.draft_notice(**kept, actor=actor, now=NOW)


def publish(notice, actor, day=TODAY):
    return notices.publish_notice(notice.id, valid_from=day, actor=actor, version=notice.version, now=NOW)


def test_a_published_version_never_changes_and_the_next_one_ends_it(kvkk):
    first = publish(draft(kvkk), kvkk)
    with pytest.raises(Conflict):
        notices.change_notice(first.id, title="x", text=TEXT, actor=kvkk, version=first.version, now=NOW)
    second = draft(kvkk)
    assert second.number == first.number + 1
    publish(second, kvkk, TODAY + dt.timedelta(days=10))
    first.refresh_from_db()
    assert first.valid_to == TODAY + dt.timedelta(days=9)

    def held(day):
        return [n.id for n in list_notices(actor=kvkk, on=day, current_only=True)]

    assert held(TODAY + dt.timedelta(days=9)) == [first.id]
    assert held(TODAY + dt.timedelta(days=10)) == [second.id]


def test_an_easy_read_variant_belongs_to_the_same_version(kvkk):
    first = draft(kvkk)
    easy = draft(kvkk, variant="easy_read", number=first.number)
    assert easy.number == first.number
    with pytest.raises(Conflict):
        draft(kvkk, variant="easy_read", number=first.number)
    with pytest.raises(Invalid):
        draft(kvkk, number=99)


def test_drafts_are_seen_by_who_manages_them_only(kvkk, actor):
    draft(kvkk)
    clerk = actor(role="intake_clerk")
    assert list_notices(actor=clerk, on=TODAY).count() == 0
    assert list_notices(actor=kvkk, on=TODAY).count() == 1
    with pytest.raises(NotAllowed):
        draft(clerk)


def test_what_was_given_says_version_channel_and_time(kvkk, actor):
    clerk = actor(role="intake_clerk")
    notice = publish(draft(kvkk), kvkk)
    person = register(clerk)
    assert due_notice(person, [], today=TODAY).code == "not_given"
    row = give_notice(person.id, NoticeGift(notice_id=notice.id, channel="office"), actor=clerk, now=NOW)
    assert (row.variant, row.given_by_id, row.given_at) == ("standard", clerk.id, NOW)
    assert due_notice(person, notices_of(person), today=TODAY) is None


def test_a_draft_or_a_relative_is_refused(kvkk, actor):
    clerk = actor(role="intake_clerk")
    person = register(clerk)
    relative = add_representative(
        person.id, RepresentativeDraft(kind="relative", full_name="Ece"), actor=clerk, now=NOW
    )
    gift = NoticeGift(notice_id=draft(kvkk).id, channel="uçak", to_representative_id=relative.id)
    with pytest.raises(Invalid) as caught:
        give_notice(person.id, gift, actor=clerk, now=NOW)
    assert {p.field for p in caught.value.problems} == {"notice", "channel", "to_representative"}


def test_the_api_writes_publishes_and_gives(api, municipalities):
    client, clerk = api(role="kvkk_contact"), api(role="intake_clerk")
    body = {"title": "Genel", "text": TEXT}
    made = client.post("/api/v1/notices/", body, format="json")
    assert made.status_code == 201, made.content
    url = f"/api/v1/notices/{made.json()['id']}/"
    changed = client.put(url, body | {"title": "Genel metin"}, format="json", HTTP_IF_MATCH=made["ETag"])
    today = clock.local_date(clock.now()).isoformat()
    published = client.post(f"{url}publish/", {"valid_from": today}, format="json", HTTP_IF_MATCH=changed["ETag"])
    assert published.status_code == 200, published.content
    assert client.put(url, body, format="json", HTTP_IF_MATCH=published["ETag"]).status_code == 409
    with scope.enter(municipalities["kayseri"]):
        person = register(make_actor("intake_clerk"))
    shown = clerk.get("/api/v1/notices/", {"current": "1"}).json()["results"]
    assert [n["title"] for n in shown] == ["Genel metin"]
    one = f"/api/v1/people/{person.id}/notices/"
    assert clerk.get(one).json()["due"]["code"] == "not_given"
    given = clerk.post(one, {"notice": shown[0]["id"], "channel": "phone"}, format="json")
    assert given.status_code == 201, given.content
    listed = clerk.get(one).json()
    assert (listed["due"], listed["results"][0]["channel_label"]) == (None, "Telefon")
    assert clerk.post("/api/v1/notices/", body, format="json").status_code == 403
    assert client.post(one, {"notice": shown[0]["id"], "channel": "phone"}, format="json").status_code == 403
    with scope.enter(municipalities["izmir"]):
        assert PrivacyNotice.objects.count() == 0

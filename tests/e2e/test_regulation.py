"""İzmir's regulation from the appointment to the answer to a complaint, as one story, in the words of the screens."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from omuz.kernel.clock import local_date, now
from tests.e2e.answers import hand_in
from tests.e2e.application import a_mother_books, she_does_not_sign, she_sees_no_file, the_clerk_records
from tests.e2e.desk import ask, go, heading, toast
from tests.e2e.keys import choose, choose_in_menu, press, select, tick, write
from tests.e2e.screens import settle
from tests.e2e.story import MOTHER, Story, clean, day

IS_IN = "İş öncesi becerileri gelişmeye açık; grup çalışmasından yararlanır."
SKILLS = "Günlük yolculuk ve iletişim becerileri çalışılacak."
SEEN = "Üç görüşmeye haber vermeden gelmedi; telefonla konuşuldu."
REASON = "Sürece üç ay boyunca etkin katılım sağlanmadı; aranarak nedenleri soruldu."
COMPLAINT = "Oğlum hastaydı, haber verdik. Askıya alınmasını istemiyoruz."
ANSWER = "Sağlık özrünü gösteren belge görüldü; karar yeniden ele alınacak. Hizmet bilgilendirme olarak sürüyor."


@pytest.mark.timeout(600)
def test_from_the_appointment_to_the_answer(sit_down: Callable[..., Page]) -> None:
    """Mother, clerk, assessor, coach and managers; each guard is read before it is met."""
    story = Story(sit_down)
    clerk = story.seat("intake_clerk")
    _somebody(story, clerk)
    telephone = a_mother_books(story)
    the_clerk_records(story, clerk)
    she_does_not_sign(clerk)
    she_sees_no_file(story, telephone)
    _the_assessor_decides_what_helps(story)
    _the_coach_plans(story)
    _the_coach_proposes(story)
    _the_manager_decides(story)
    _a_complaint_is_answered(story, clerk)


def _somebody(story: Story, page: Page) -> None:
    """Find somebody without a file whom the programme's rules do not refuse."""
    programmes = ask(page, "/api/v1/programmes/").body["results"]
    story.programme = next(one["id"] for one in programmes if one["pack"] == "izmir-destekli-istihdam")
    for person in ask(page, "/api/v1/people/?page_size=100").body["results"]:
        path = f"/api/v1/cases/opening/?person={person['id']}&programme={story.programme}"
        opening = ask(page, path)
        if opening.status == 200 and opening.body["can_open"]:
            story.person = person
            return
    raise AssertionError("İzmir's demo has nobody for whom a file can be opened.")


def _the_assessor_decides_what_helps(story: Story) -> None:
    """The assessment, then two outcomes at once, each with its own reason."""
    page = story.seat("assessor")
    assert hand_in(page, story.case, "application").status == 201
    _step(story, page, "Değerlendirmeye al", "Değerlendirme")
    handed = hand_in(page, story.case, "assessment")
    assert handed.status == 201, handed.text
    go(page, f"/dosyalar/{story.case}/sonuclar", "Sonuç ver")
    for outcome, reason in (("İŞ-İN Eğitim Programına yönlendirme", IS_IN), ("Beceri geliştirme", SKILLS)):
        tick(page.get_by_role("checkbox", name=re.compile(outcome)))
        write(page.get_by_label(re.compile(rf"Gerekçe: .*{outcome}")), reason)
    clean(page)
    press(page.get_by_role("button", name="Sonuçları kaydet"))
    expect(toast(page, "2 sonuç kaydedildi.")).to_be_visible()
    given = page.get_by_role("region", name="Değerlendirme sonuçları")
    for reason in (IS_IN, SKILLS):
        expect(given.get_by_text(reason)).to_be_visible()


def _step(story: Story, page: Page, label: str, stage: str) -> None:
    go(page, f"/dosyalar/{story.case}", re.compile(r"D-\d{4}-\d{5}"))
    press(page.get_by_role("button", name=label, exact=True))
    press(page.get_by_role("dialog").get_by_role("button", name=label))
    expect(toast(page, f"Dosya “{stage}” aşamasında.")).to_be_visible()


def _the_coach_plans(story: Story) -> None:
    """The manager makes the coach responsible; the coach plans with the candidate, who agrees."""
    manager = story.seat("unit_manager")
    coach = next(one for one in ask(manager, "/api/v1/staff/?page_size=100").body["results"] if _is(one, "job_coach"))
    _step(story, manager, "Destek planına geç", "Destek planı")
    choose_in_menu(manager.get_by_role("button", name="Diğer"), "Sorumlu seç")
    dialog = manager.get_by_role("dialog")
    choose(dialog.get_by_role("combobox", name="Görevli"), coach["full_name"], typed=coach["full_name"])
    press(dialog.get_by_role("button", name="Kaydet"))
    expect(toast(manager, "Kaydedildi.")).to_be_visible()

    page = story.seat("job_coach")
    go(page, f"/dosyalar/{story.case}", re.compile(r"D-\d{4}-\d{5}"))
    press(page.get_by_role("link", name="Destek planı yaz"))
    write(page.get_by_label("Hedef, kişinin kendi sözleriyle"), "Otobüsle tek başıma gidip gelmek")
    write(page.get_by_label("Ulaşıldığı nasıl anlaşılacak"), "İki hafta üst üste kendi başına")
    write(page.get_by_label("Ne yapılacak"), "Yol ve zaman becerileri")
    choose(page.get_by_role("combobox", name="Faaliyet"), re.compile("."))
    write(page.get_by_label("Gözden geçirme günü"), day(90))
    clean(page)
    press(page.get_by_role("button", name="Taslağı kaydet"))
    press(page.get_by_role("button", name="Kabulü kaydet"))
    press(page.get_by_role("dialog").get_by_role("button", name="Kabulü kaydet"))
    expect(toast(page, "Plan kabul edildi.")).to_be_visible()


def _is(member: dict[str, Any], role: str) -> bool:
    return any(one["role"] == role and one["kind"] == "permanent" for one in member["roles"])


def _the_coach_proposes(story: Story) -> None:
    """A suspension on a listed ground with what was seen; whoever proposes does not decide."""
    coach = story.seat("job_coach")
    go(coach, f"/dosyalar/{story.case}", re.compile(r"D-\d{4}-\d{5}"))
    press(coach.get_by_role("region", name="Kararlar").get_by_role("link", name="Askıya al"))
    expect(heading(coach, "Askıya al")).to_be_visible()
    expect(coach.get_by_text("m. 22").first).to_be_visible()
    clean(coach)
    select(coach.get_by_role("radio", name=re.compile("aktif katılım")))
    write(coach.get_by_label("Gözlem"), SEEN)
    press(coach.get_by_role("button", name="Öner", exact=True))
    expect(toast(coach, "Öneri kaydedildi.")).to_be_visible()
    expect(coach.get_by_text("Kararı öneren kişi veremez")).to_be_visible()
    expect(coach.get_by_role("button", name="Askıya alma kararını ver")).to_have_count(0)


def _the_manager_decides(story: Story) -> None:
    """With reasons; a stand-in approves the letter, which is signed outside and served by hand."""
    _stand_in(story)
    manager = story.seat("unit_manager")
    go(manager, "/kararlar", "Kararlar")
    press(manager.get_by_role("row").filter(has_text=story.person["name"]).get_by_role("link", name="Askıya alma"))
    write(manager.get_by_label("Kararın gerekçesi"), REASON)
    write(manager.get_by_label("Açıklama neden istenmedi"), "Telefonla iki kez soruldu, yanıt alınamadı.")
    write(manager.get_by_label("Uygulanacağı gün"), day(0))
    clean(manager)
    press(manager.get_by_role("button", name="Askıya alma kararını ver"))
    expect(toast(manager, "Karar verildi, yazısı hazırlandı.")).to_be_visible()
    press(manager.get_by_role("region", name="Yazılar").get_by_role("link").first)
    approve = manager.get_by_role("button", name="Onayla", exact=True)
    expect(approve).to_have_attribute("aria-disabled", "true")
    expect(manager.get_by_text("Kendi hazırladığınız yazıyı siz onaylayamazsınız")).to_be_visible()

    second = story.seat("trainer")
    second.goto(manager.url)
    _approve(second)
    _serve(second, story.person["name"])


def _approve(page: Page) -> None:
    """Give a letter its number; its text stays as it is from now on."""
    press(page.get_by_role("button", name="Onayla", exact=True))
    press(page.get_by_role("dialog").get_by_role("button", name="Onayla"))
    expect(toast(page, "Yazı onaylandı")).to_be_visible()


def _serve(page: Page, name: str) -> None:
    """Note the signature that was put outside, then who took the letter into their hands."""
    press(page.get_by_role("button", name="İmzalandı"))
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("İmzalandığı gün")).to_have_value(day(0))
    press(dialog.get_by_role("button", name="Kaydet"))
    expect(toast(page, "İmza kaydedildi")).to_be_visible()
    press(page.get_by_role("button", name="Tebliğ et"))
    choose(dialog.get_by_role("combobox", name="Tebliğ yolu"), re.compile("Elden"))
    write(dialog.get_by_label("Tebliğ edildiği gün"), day(0))
    write(dialog.get_by_label("Teslim alanın adı soyadı"), name)
    clean(page)
    press(dialog.get_by_role("button", name="Kaydet"))
    expect(toast(page, "Tebliğ kaydedildi")).to_be_visible()
    expect(page.get_by_text(f"{day(0)} tarihinde tebliğ edildi.")).to_be_visible()


def _stand_in(story: Story) -> None:
    """An administrator gives a colleague the manager's role as a stand-in: somebody has to be the second person."""
    admin = story.seat("tenant_admin")
    staff = ask(admin, "/api/v1/staff/?page_size=100").body["results"]
    manager, colleague = (next(one for one in staff if _is(one, role)) for role in ("unit_manager", "trainer"))
    unit = next(one["unit"]["id"] for one in manager["roles"] if one["role"] == "unit_manager")
    body = {
        "user": colleague["id"], "role": "unit_manager", "unit": unit, "kind": "acting", "acting_for": manager["id"],
        "starts_on": local_date(now()).isoformat(), "ends_on": (local_date(now()) + dt.timedelta(days=30)).isoformat(),
        "reason": "Yıllık izin",
    }  # fmt: skip
    given = ask(admin, "/api/v1/staff/assignments/", method="POST", body=body)
    assert given.status in {200, 201} or given.body["code"] == "role_held_already", given.text


def _a_complaint_is_answered(story: Story, clerk: Page) -> None:
    """It came 29 days ago: the clock says so; not the decider but a colleague answers, and a second person approves."""
    go(clerk, f"/basvurular/yeni?dosya={story.case}&kisi={story.person['id']}", "Başvuru kaydet")
    write(clerk.get_by_label("Geldiği gün"), day(-29))
    expect(clerk.get_by_text(f"Cevap en geç {day(1)} günü verilir.")).to_be_visible()
    write(clerk.get_by_label("Konu", exact=True), "Askıya alma")
    write(clerk.get_by_label("Ne istiyor, neden şikâyet ediyor"), COMPLAINT)
    write(clerk.get_by_label("Getiren"), MOTHER)
    clean(clerk)
    press(clerk.get_by_role("button", name="Kaydet", exact=True))
    expect(toast(clerk, "Başvuru kaydedildi")).to_be_visible()
    expect(clerk.get_by_text(re.compile("29. gün")).first).to_be_visible()

    second = story.seat("trainer")
    second.goto(clerk.url)
    settle(second)
    decider = _name(second, "unit_manager")
    kept_away = second.get_by_text("Bu başvuruya bakamayacaklar").locator("..")
    expect(kept_away.get_by_text(decider)).to_be_visible()
    who = second.get_by_role("combobox", name="Görevli")
    press(who)
    closed_to_him = second.get_by_role("option", name=re.compile(decider))
    expect(closed_to_him).to_have_attribute("aria-disabled", "true")
    second.keyboard.press("Escape")
    # A list that is still closing takes no answer.
    expect(closed_to_him).to_be_hidden()
    choose(who, _name(second, "intake_clerk"))
    press(second.get_by_role("button", name="Görevlendir"))
    expect(toast(second, "Kaydedildi")).to_be_visible()

    clerk.reload()
    choose(clerk.get_by_role("combobox", name="Sonuç"), re.compile("."))
    write(clerk.get_by_role("textbox", name="Cevap"), ANSWER)
    press(clerk.get_by_role("button", name="Onaya sun"))
    expect(clerk.get_by_text("Cevap onay bekliyor.")).to_be_visible()
    second.reload()
    press(second.get_by_role("button", name="Onayla ve yazısını hazırla"))
    answer = second.get_by_role("link", name=re.compile("Cevap yazısı"))
    expect(answer).to_be_visible()
    clean(second)

    # What is answered is what has reached him: on the 29th day, by hand.
    press(answer)
    expect(heading(second, re.compile("."))).to_be_visible()
    # Who decided does not touch the letter either; nobody else could approve it, so its writer does, and it says so.
    manager = story.seat("unit_manager")
    manager.goto(second.url)
    settle(manager)
    expect(manager.get_by_role("button", name="Onayla", exact=True)).to_have_count(0)
    _approve(second)
    expect(second.get_by_text("onaylayabilecek ikinci bir kişi yoktu")).to_be_visible()
    _serve(second, story.person["name"])
    clerk.reload()
    expect(clerk.get_by_text("Sonuçlandı", exact=True).first).to_be_visible()
    for label, said in (("Geldiği gün", day(-29)), ("Son gün", day(1)), ("Cevap ulaştı", day(0))):
        term = clerk.get_by_role("term").filter(has_text=re.compile(f"^{label}$"))
        expect(term.locator("xpath=following-sibling::dd[1]")).to_contain_text(said)
    clean(clerk)


def _name(page: Page, role: str) -> str:
    staff = ask(page, "/api/v1/staff/?page_size=100").body["results"]
    return str(next(one["full_name"] for one in staff if _is(one, role)))

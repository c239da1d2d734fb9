"""İzmir's regulation from the appointment to the answer to a complaint, as one story, in the words of the screens."""

import dataclasses
import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from omuz.kernel.clock import local_date, now
from tests.e2e.answers import hand_in
from tests.e2e.desk import ask, go, heading, toast
from tests.e2e.screens import axe, settle

ROOM = "izmir"
PHONE = {"width": 390, "height": 844}
MOTHER = "Nermin Örnek"
REPORT: FilePayload = {
    "name": "rapor.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n",
}
IS_IN = "İş öncesi becerileri gelişmeye açık; grup çalışmasından yararlanır."
SKILLS = "Günlük yolculuk ve iletişim becerileri çalışılacak."
SEEN = "Üç görüşmeye haber vermeden gelmedi; telefonla konuşuldu."
REASON = "Sürece üç ay boyunca etkin katılım sağlanmadı; aranarak nedenleri soruldu."
COMPLAINT = "Oğlum hastaydı, haber verdik. Askıya alınmasını istemiyoruz."
ANSWER = "Sağlık özrünü gösteren belge görüldü; karar yeniden ele alınacak. Hizmet bilgilendirme olarak sürüyor."


@dataclasses.dataclass
class Story:
    """What one step leaves for the next."""

    sit_down: Callable[..., Page]
    person: dict[str, Any] = dataclasses.field(default_factory=dict)
    programme: str = ""
    code: str = ""
    case: str = ""

    def seat(self, role: str) -> Page:
        """Return a page of İzmir at which somebody of the role sits."""
        page = self.sit_down(role, room=ROOM)
        page.goto("/")
        settle(page)
        return page


@pytest.mark.timeout(600)
def test_from_the_appointment_to_the_answer(sit_down: Callable[..., Page]) -> None:
    """Mother, clerk, assessor, coach and managers; each guard is read before it is met."""
    story = Story(sit_down)
    clerk = story.seat("intake_clerk")
    _somebody(story, clerk)
    _a_mother_books(story)
    _the_clerk_records(story, clerk)
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


def _a_mother_books(story: Story) -> None:
    """On a telephone, without an account, by keyboard; the code shows the appointment and nobody's name."""
    page = story.sit_down(room=ROOM, viewport=PHONE, has_touch=True)
    page.goto("/randevu")
    _answered(page, "Ne için gelmek istiyorsunuz?")
    _tab_to(page, "input[name=service]")
    page.keyboard.press("Space")
    _forward(page, "Hangi gün ve saatte?")
    _tab_to(page, "input[name=slot]")
    page.keyboard.press("Space")
    _forward(page, "Randevu kimin için?")
    # Nothing is answered: what is missing is said and has the focus.
    _press(page, "Devam et")
    expect(page.get_by_role("alert")).to_contain_text("Randevunun kimin için olduğunu seçin.")
    _tab_to(page, "input[name=booker]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("onun yerine imza atamazsınız ve dosyasını göremezsiniz")).to_be_visible()
    _type(page, "#alan-candidate_name", story.person["name"])
    _type(page, "#alan-booker_name", MOTHER)
    _type(page, "#alan-relation", "Annesi")
    _tab_to(page, "input[name=coming_along]")
    page.keyboard.press("Space")
    _forward(page, "Size nasıl ulaşalım?")
    _type(page, "#alan-phone", "0500 000 00 00")
    _forward(page, "Yanıtlarınızı kontrol edin")
    _press(page, "Randevuyu al")
    _answered(page, "Randevunuz alındı")
    story.code = page.locator("[class*=codeText]").inner_text()
    _press(page, "Randevumu değiştireceğim ya da iptal edeceğim", tag="a")
    _answered(page, "Randevumu değiştir ya da iptal et")
    _type(page, "#alan-code", story.code)
    page.keyboard.press("Enter")
    _answered(page, "Randevunuz")
    shown = page.locator("body").inner_text()
    assert story.code not in page.url
    for word in (*story.person["name"].split(), *MOTHER.split(), "0500"):
        assert word not in shown, f"the code tells {word}"
    page.context.close()


def _answered(page: Page, title: str) -> None:
    """Wait for a question; it has the focus, its landmarks and nothing that axe finds."""
    expect(heading(page, title)).to_be_visible()
    settle(page)
    assert page.get_by_role("main").count() == 1
    _clean(page)


def _forward(page: Page, title: str) -> None:
    _press(page, "Devam et")
    _answered(page, title)
    expect(heading(page, title)).to_be_focused()


def _press(page: Page, words: str, *, tag: str = "button") -> None:
    """Walk to a button or link and press it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        at = page.evaluate("() => [document.activeElement.tagName, document.activeElement.innerText.trim()]")
        if at == [tag.upper(), words]:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab does not reach {words}.")


def _type(page: Page, field: str, words: str) -> None:
    _tab_to(page, field)
    page.keyboard.type(words)


def _tab_to(page: Page, field: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("field => document.activeElement.matches(field)", field):
            return
    raise AssertionError(f"Tab does not reach {field}.")


def _the_clerk_records(story: Story, page: Page) -> None:
    """Match the booking; no number before the candidate is there and the report is on file; then B-..."""
    _match(story, page)
    made = ask(page, "/api/v1/cases/", method="POST", body={"person": story.person["id"], "programme": story.programme})
    assert made.status == 201, made.text
    story.case = made.body["id"]
    handed = hand_in(page, story.case, "pre_application")
    assert handed.status == 201, handed.text

    go(page, f"/dosyalar/{story.case}/basvuru", "Başvuruyu kaydet")
    record = page.get_by_role("button", name="Başvuruyu kaydet", exact=True)
    expect(record).to_have_attribute("aria-disabled", "true")
    for article in ("m. 8", "m. 9"):
        expect(page.get_by_role("main").get_by_text(article).first).to_be_visible()
    _clean(page)

    _walk_in(story, page)
    go(page, f"/dosyalar/{story.case}", re.compile(r"D-\d{4}-\d{5}"))
    _show(page, "Kimlik")
    _upload(page, "rapor")
    page.get_by_role("region", name="Ön başvuru").get_by_role("link", name="Başvuruyu kaydet").click()
    expect(record).to_have_attribute("aria-disabled", "false")
    record.click()
    expect(toast(page, "numarasıyla kaydedildi")).to_be_visible()
    expect(page.get_by_text(re.compile(r"B-\d{4}-\d+")).first).to_be_visible()


def _match(story: Story, page: Page) -> None:
    go(page, "/isler/appointments_unmatched", "Kişiyle eşleştirilmemiş randevu talepleri")
    page.get_by_role("link", name="Eşleştirilmemiş randevu talebi").last.click()
    expect(page.get_by_text(f"Talepte yazan ad: {story.person['name']}")).to_be_visible()
    expect(page.get_by_text(MOTHER).first).to_be_visible()
    page.get_by_role("button", name="Kişiyle eşleştir").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Kişi").fill(story.person["name"])
    page.get_by_role("option", name=re.compile(re.escape(story.person["file_number"]))).click()
    dialog.get_by_role("button", name="Kişiyle eşleştir").click()
    expect(toast(page, "Randevu kişiyle eşleştirildi.")).to_be_visible()
    # The day has not come: nobody can be written down as there.
    expect(page.get_by_role("button", name="Geldi", exact=True)).to_have_attribute("aria-disabled", "true")


def _walk_in(story: Story, page: Page) -> None:
    """They are here today already: an appointment that is made and attended at once."""
    go(page, "/randevular", "Randevular")
    page.get_by_role("button", name="Randevusuz gelen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Kişi").fill(story.person["name"])
    page.get_by_role("option", name=re.compile(re.escape(story.person["file_number"]))).click()
    dialog.get_by_role("button", name="Geldi olarak kaydet").click()
    expect(toast(page, "Randevusuz gelen kaydedildi.")).to_be_visible()


def _adding(page: Page, document: str) -> Locator:
    page.get_by_role("button", name=re.compile(rf"{document}.*: Belge ekle", re.IGNORECASE)).first.click()
    return page.get_by_role("dialog")


def _show(page: Page, document: str) -> None:
    dialog = _adding(page, document)
    dialog.get_by_role("checkbox", name="Yalnızca görüldü, kopyası alınmadı").check()
    dialog.get_by_label("Neden kopya alınmadı?").fill("Aslı görüldü")
    dialog.get_by_role("button", name="Kaydet").click()
    expect(dialog).to_have_count(0)


def _upload(page: Page, document: str) -> None:
    dialog = _adding(page, document)
    dialog.locator("input[type=file]").set_input_files([REPORT])
    dialog.get_by_role("button", name="Kaydet").click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("İstenen belgeler tamam")).to_be_visible()


def _the_assessor_decides_what_helps(story: Story) -> None:
    """The assessment, then two outcomes at once, each with its own reason."""
    page = story.seat("assessor")
    assert hand_in(page, story.case, "application").status == 201
    _step(story, page, "Değerlendirmeye al", "Değerlendirme")
    handed = hand_in(page, story.case, "assessment")
    assert handed.status == 201, handed.text
    go(page, f"/dosyalar/{story.case}/sonuclar", "Sonuç ver")
    for outcome, reason in (("İŞ-İN Eğitim Programına yönlendirme", IS_IN), ("Beceri geliştirme", SKILLS)):
        page.get_by_role("checkbox", name=re.compile(outcome)).check()
        page.get_by_label(re.compile(rf"Gerekçe: .*{outcome}")).fill(reason)
    _clean(page)
    page.get_by_role("button", name="Sonuçları kaydet").click()
    expect(toast(page, "2 sonuç kaydedildi.")).to_be_visible()
    given = page.get_by_role("region", name="Değerlendirme sonuçları")
    for reason in (IS_IN, SKILLS):
        expect(given.get_by_text(reason)).to_be_visible()


def _step(story: Story, page: Page, label: str, stage: str) -> None:
    go(page, f"/dosyalar/{story.case}", re.compile(r"D-\d{4}-\d{5}"))
    page.get_by_role("button", name=label, exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name=label).click()
    expect(toast(page, f"Dosya “{stage}” aşamasında.")).to_be_visible()


def _the_coach_plans(story: Story) -> None:
    """The manager makes the coach responsible; the coach plans with the candidate, who agrees."""
    manager = story.seat("unit_manager")
    coach = next(one for one in ask(manager, "/api/v1/staff/?page_size=100").body["results"] if _is(one, "job_coach"))
    _step(story, manager, "Destek planına geç", "Destek planı")
    manager.get_by_role("button", name="Diğer").click()
    manager.get_by_role("menuitem", name="Sorumlu seç").click()
    dialog = manager.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Görevli").fill(coach["full_name"])
    manager.get_by_role("option", name=coach["full_name"]).click()
    dialog.get_by_role("button", name="Kaydet").click()
    expect(toast(manager, "Kaydedildi.")).to_be_visible()

    page = story.seat("job_coach")
    go(page, f"/dosyalar/{story.case}", re.compile(r"D-\d{4}-\d{5}"))
    page.get_by_role("link", name="Destek planı yaz").click()
    page.get_by_label("Hedef, kişinin kendi sözleriyle").fill("Otobüsle tek başıma gidip gelmek")
    page.get_by_label("Ulaşıldığı nasıl anlaşılacak").fill("İki hafta üst üste kendi başına")
    page.get_by_label("Ne yapılacak").fill("Yol ve zaman becerileri")
    page.get_by_role("combobox", name="Faaliyet").click()
    page.get_by_role("option").first.click()
    page.get_by_label("Gözden geçirme günü").fill(_day(90))
    _clean(page)
    page.get_by_role("button", name="Taslağı kaydet").click()
    page.get_by_role("button", name="Kabulü kaydet").click()
    page.get_by_role("dialog").get_by_role("button", name="Kabulü kaydet").click()
    expect(toast(page, "Plan kabul edildi.")).to_be_visible()


def _is(member: dict[str, Any], role: str) -> bool:
    return any(one["role"] == role and one["kind"] == "permanent" for one in member["roles"])


def _day(ahead: int) -> str:
    """Return a day as people type it, so many days from today."""
    return f"{local_date(now()) + dt.timedelta(days=ahead):%d.%m.%Y}"


def _the_coach_proposes(story: Story) -> None:
    """A suspension on a listed ground with what was seen; whoever proposes does not decide."""
    coach = story.seat("job_coach")
    go(coach, f"/dosyalar/{story.case}", re.compile(r"D-\d{4}-\d{5}"))
    coach.get_by_role("region", name="Kararlar").get_by_role("link", name="Askıya al").click()
    expect(heading(coach, "Askıya al")).to_be_visible()
    expect(coach.get_by_text("m. 22").first).to_be_visible()
    _clean(coach)
    coach.get_by_role("radio", name=re.compile("aktif katılım")).check()
    coach.get_by_label("Gözlem").fill(SEEN)
    coach.get_by_role("button", name="Öner", exact=True).click()
    expect(toast(coach, "Öneri kaydedildi.")).to_be_visible()
    expect(coach.get_by_text("Kararı öneren kişi veremez")).to_be_visible()
    expect(coach.get_by_role("button", name="Askıya alma kararını ver")).to_have_count(0)


def _the_manager_decides(story: Story) -> None:
    """With reasons; a stand-in approves the letter, which is signed outside and served by hand."""
    _stand_in(story)
    manager = story.seat("unit_manager")
    go(manager, "/kararlar", "Kararlar")
    manager.get_by_role("row").filter(has_text=story.person["name"]).get_by_role("link", name="Askıya alma").click()
    manager.get_by_label("Kararın gerekçesi").fill(REASON)
    manager.get_by_label("Açıklama neden istenmedi").fill("Telefonla iki kez soruldu, yanıt alınamadı.")
    manager.get_by_label("Uygulanacağı gün").fill(_day(0))
    _clean(manager)
    manager.get_by_role("button", name="Askıya alma kararını ver").click()
    expect(toast(manager, "Karar verildi, yazısı hazırlandı.")).to_be_visible()
    manager.get_by_role("region", name="Yazılar").get_by_role("link").first.click()
    approve = manager.get_by_role("button", name="Onayla", exact=True)
    expect(approve).to_have_attribute("aria-disabled", "true")
    expect(manager.get_by_text("Kendi hazırladığınız yazıyı siz onaylayamazsınız")).to_be_visible()

    second = story.seat("trainer")
    second.goto(manager.url)
    second.get_by_role("button", name="Onayla", exact=True).click()
    second.get_by_role("dialog").get_by_role("button", name="Onayla").click()
    expect(toast(second, "Yazı onaylandı")).to_be_visible()
    _serve(second, story.person["name"])


def _serve(page: Page, name: str) -> None:
    """Note the signature that was put outside, then who took the letter into their hands."""
    page.get_by_role("button", name="İmzalandı").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("İmzalandığı gün")).to_have_value(_day(0))
    dialog.get_by_role("button", name="Kaydet").click()
    expect(toast(page, "İmza kaydedildi")).to_be_visible()
    page.get_by_role("button", name="Tebliğ et").click()
    dialog.get_by_role("combobox", name="Tebliğ yolu").click()
    page.get_by_role("option", name=re.compile("Elden")).click()
    dialog.get_by_label("Tebliğ edildiği gün").fill(_day(0))
    dialog.get_by_label("Teslim alanın adı soyadı").fill(name)
    _clean(page)
    dialog.get_by_role("button", name="Kaydet").click()
    expect(toast(page, "Tebliğ kaydedildi")).to_be_visible()
    expect(page.get_by_text(f"{_day(0)} tarihinde tebliğ edildi.")).to_be_visible()


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
    assert given.status in {200, 201}, given.text


_UNCOVERED = """() => {
  document.querySelectorAll("[class*=footSticky]").forEach(one => { one.style.position = "static"; });
  window.scrollTo(0, 0);
}"""


def _clean(page: Page) -> None:
    """Nothing that axe finds; it does not scroll, so that what sticks to head or foot must not lie on a field."""
    page.evaluate(_UNCOVERED)
    found = axe(page)
    assert not found, f"{page.url}: {found}"


def _a_complaint_is_answered(story: Story, clerk: Page) -> None:
    """It came 29 days ago: the clock says so; not the decider but a colleague answers, and a second person approves."""
    go(clerk, f"/basvurular/yeni?dosya={story.case}&kisi={story.person['id']}", "Başvuru kaydet")
    clerk.get_by_label("Geldiği gün").fill(_day(-29))
    expect(clerk.get_by_text(f"Cevap en geç {_day(1)} günü verilir.")).to_be_visible()
    clerk.get_by_label("Konu", exact=True).fill("Askıya alma")
    clerk.get_by_label("Ne istiyor, neden şikâyet ediyor").fill(COMPLAINT)
    clerk.get_by_label("Getiren").fill(MOTHER)
    _clean(clerk)
    clerk.get_by_role("button", name="Kaydet", exact=True).click()
    expect(toast(clerk, "Başvuru kaydedildi")).to_be_visible()
    expect(clerk.get_by_text(re.compile("29. gün")).first).to_be_visible()

    second = story.seat("trainer")
    second.goto(clerk.url)
    settle(second)
    decider = _name(second, "unit_manager")
    kept_away = second.get_by_text("Bu başvuruya bakamayacaklar").locator("..")
    expect(kept_away.get_by_text(decider)).to_be_visible()
    second.get_by_role("combobox", name="Görevli").click()
    expect(second.get_by_role("option", name=re.compile(decider))).to_have_attribute("aria-disabled", "true")
    second.get_by_role("option", name=_name(second, "intake_clerk")).click()
    second.get_by_role("button", name="Görevlendir").click()
    expect(toast(second, "Kaydedildi")).to_be_visible()

    clerk.reload()
    clerk.get_by_role("combobox", name="Sonuç").click()
    clerk.get_by_role("option").first.click()
    clerk.get_by_role("textbox", name="Cevap").fill(ANSWER)
    clerk.get_by_role("button", name="Onaya sun").click()
    expect(clerk.get_by_text("Cevap onay bekliyor.")).to_be_visible()
    second.reload()
    second.get_by_role("button", name="Onayla ve yazısını hazırla").click()
    expect(second.get_by_role("link", name=re.compile("Cevap yazısı"))).to_be_visible()
    _clean(second)


def _name(page: Page, role: str) -> str:
    staff = ask(page, "/api/v1/staff/?page_size=100").body["results"]
    return str(next(one["full_name"] for one in staff if _is(one, role)))

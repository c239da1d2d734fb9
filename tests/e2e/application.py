"""From a mother's booking to her son's application: who may do what before there is a number."""

import re

from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.e2e.answers import hand_in
from tests.e2e.desk import ask, go, heading, toast
from tests.e2e.keys import choose, press, reach, select, tick, write
from tests.e2e.screens import settle
from tests.e2e.story import MOTHER, ROOM, Story, clean, day

PHONE = {"width": 390, "height": 844}
REPORT: FilePayload = {
    "name": "rapor.pdf",
    "mimeType": "application/pdf",
    "buffer": b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF\n",
}


def a_mother_books(story: Story) -> Page:
    """On a telephone, without an account; the code shows the appointment and nobody's name. Return her telephone."""
    page = story.sit_down(room=ROOM, viewport=PHONE, has_touch=True)
    page.goto("/randevu")
    _answered(page, "Ne için gelmek istiyorsunuz?")
    select(page.locator("input[name=service]").first)
    _forward(page, "Hangi gün ve saatte?")
    select(page.locator("input[name=slot]").first)
    _forward(page, "Randevu kimin için?")
    # Nothing is answered: what is missing is said and has the focus.
    press(page.get_by_role("button", name="Devam et"))
    expect(page.get_by_role("alert")).to_contain_text("Randevunun kimin için olduğunu seçin.")
    select(page.get_by_role("radio", name=re.compile("Bir yakınım için")))
    expect(page.get_by_text("onun yerine imza atamazsınız ve dosyasını göremezsiniz")).to_be_visible()
    write(page.get_by_label("Yakınınızın adı ve soyadı"), story.person["name"])
    write(page.get_by_label("Sizin adınız ve soyadınız"), MOTHER)
    reach(page.get_by_label("Siz onun nesisiniz?"))
    page.keyboard.type("Annesi")
    select(page.get_by_role("radio", name=re.compile("Evet, birlikte geleceğiz")))
    _forward(page, "Size nasıl ulaşalım?")
    write(page.get_by_label("Telefon"), "0500 000 00 00")
    _forward(page, "Yanıtlarınızı kontrol edin")
    press(page.get_by_role("button", name="Randevuyu al", exact=True))
    _answered(page, "Randevunuz alındı")
    code = page.locator("[class*=codeText]").inner_text()
    press(page.get_by_role("link", name="Randevumu değiştireceğim ya da iptal edeceğim").first)
    _answered(page, "Randevumu değiştir ya da iptal et")
    write(page.get_by_label("Randevu kodu"), code)
    page.keyboard.press("Enter")
    _answered(page, "Randevunuz")
    shown = page.locator("body").inner_text()
    assert code not in page.url
    for word in (*story.person["name"].split(), *MOTHER.split(), "0500"):
        assert word not in shown, f"the code tells {word}"
    return page


def she_sees_no_file(story: Story, telephone: Page) -> None:
    """Her code opens no file: its address asks who she is, and the server says nothing."""
    for path in (f"/api/v1/cases/{story.case}/", f"/api/v1/people/{story.person['id']}/"):
        assert ask(telephone, path).status in {401, 403}, path
    telephone.goto(f"/dosyalar/{story.case}")
    expect(telephone.get_by_label("E-posta")).to_be_visible()
    assert story.person["name"] not in telephone.content()
    telephone.context.close()


def _answered(page: Page, title: str) -> None:
    """Wait for a question; it has its landmarks and nothing that axe finds."""
    expect(heading(page, title)).to_be_visible()
    settle(page)
    clean(page)


def _forward(page: Page, title: str) -> None:
    press(page.get_by_role("button", name="Devam et"))
    _answered(page, title)
    expect(heading(page, title)).to_be_focused()


def the_clerk_records(story: Story, page: Page) -> None:
    """Match the booking; no number before the candidate is there and the report is on file; then B-..."""
    _match(story, page)
    made = ask(page, "/api/v1/cases/", method="POST", body={"person": story.person["id"], "programme": story.programme})
    assert made.status == 201, made.text
    story.case = made.body["id"]
    handed = hand_in(page, story.case, "pre_application")
    assert handed.status == 201, handed.text

    # Booked is not met; the mother alone is not the candidate; he without his report is not a file.
    _is_refused(story, page, "m. 8", "m. 9")
    _walk_in(story, page, is_there=False)
    _is_refused(story, page, "m. 8", "m. 9")
    _walk_in(story, page, is_there=True)
    _is_refused(story, page, "m. 9")
    go(page, f"/dosyalar/{story.case}", re.compile(r"D-\d{4}-\d{5}"))
    _show(page, "Kimlik")
    _is_refused(story, page, "m. 9")
    go(page, f"/dosyalar/{story.case}", re.compile(r"D-\d{4}-\d{5}"))
    _upload(page, "rapor")
    press(page.get_by_role("region", name="Ön başvuru").get_by_role("link", name="Başvuruyu kaydet"))
    record = page.get_by_role("button", name="Başvuruyu kaydet", exact=True)
    expect(record).to_have_attribute("aria-disabled", "false")
    press(record)
    expect(toast(page, "numarasıyla kaydedildi")).to_be_visible()
    expect(page.get_by_text(re.compile(r"B-\d{4}-\d+")).first).to_be_visible()


def _is_refused(story: Story, page: Page, *articles: str) -> None:
    """The page names each article that stands in the way before the click; the server holds to it without the page."""
    go(page, f"/dosyalar/{story.case}/basvuru", "Başvuruyu kaydet")
    record = page.get_by_role("button", name="Başvuruyu kaydet", exact=True)
    expect(record).to_have_attribute("aria-disabled", "true")
    for article in ("m. 8", "m. 9"):
        said = "Engel var" if article in articles else "Uygun"
        expect(page.get_by_role("listitem").filter(has_text=article).get_by_text(said, exact=True)).to_be_visible()
    clean(page)
    # It has the focus all the same, so that whoever hears the page hears why; Enter does nothing.
    press(record)
    expect(record).to_be_visible()
    sent = ask(page, f"/api/v1/cases/{story.case}/application/", method="POST", body={})
    assert sent.status >= 400, sent.text


def she_does_not_sign(page: Page) -> None:
    """The undertaking offers him, and nobody who only came along."""
    undertaking = page.get_by_role("region", name="Taahhütname")
    with page.expect_download():
        press(undertaking.get_by_role("button", name="Hazırla ve yazdır"))
    press(undertaking.get_by_role("button", name=re.compile("Sonucu kaydet")))
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("radio")).to_have_count(2)
    assert MOTHER not in dialog.inner_text()
    select(dialog.get_by_role("radio", name="Kişinin kendisi imzaladı"))
    write(dialog.get_by_label("İmza günü"), day(0))
    press(dialog.get_by_role("button", name="Kaydet"))
    expect(dialog).to_have_count(0)


def _match(story: Story, page: Page) -> None:
    go(page, "/isler/appointments_unmatched", "Kişiyle eşleştirilmemiş randevu talepleri")
    press(page.get_by_role("link", name="Eşleştirilmemiş randevu talebi").last)
    expect(page.get_by_text(f"Talepte yazan ad: {story.person['name']}")).to_be_visible()
    expect(page.get_by_text(MOTHER).first).to_be_visible()
    press(page.get_by_role("button", name="Kişiyle eşleştir"))
    dialog = page.get_by_role("dialog")
    _pick_him(story, dialog)
    press(dialog.get_by_role("button", name="Kişiyle eşleştir"))
    expect(toast(page, "Randevu kişiyle eşleştirildi.")).to_be_visible()
    # The day has not come: nobody can be written down as there.
    expect(page.get_by_text("Randevu günü gelmeden katılım kaydedilemez.")).to_be_visible()
    expect(page.get_by_role("button", name="Geldi", exact=True)).to_have_count(0)


def _pick_him(story: Story, dialog: Locator) -> None:
    found = re.compile(re.escape(story.person["file_number"]))
    choose(dialog.get_by_role("combobox", name="Kişi"), found, typed=story.person["name"])


def _walk_in(story: Story, page: Page, *, is_there: bool) -> None:
    """They are here today already: an appointment that is made and attended at once, by both or by her alone."""
    go(page, "/randevular", "Randevular")
    press(page.get_by_role("button", name="Randevusuz gelen"))
    dialog = page.get_by_role("dialog")
    _pick_him(story, dialog)
    if not is_there:
        reach(dialog.get_by_role("checkbox", name=re.compile("Kişinin kendisi geldi")))
        page.keyboard.press("Space")
        expect(dialog.get_by_text("başvuru bu randevuya dayanmaz")).to_be_visible()
    press(dialog.get_by_role("button", name="Geldi olarak kaydet"))
    expect(toast(page, "Randevusuz gelen kaydedildi.")).to_be_visible()


def _adding(page: Page, document: str) -> Locator:
    press(page.get_by_role("button", name=re.compile(rf"{document}.*: Belge ekle", re.IGNORECASE)).first)
    return page.get_by_role("dialog")


def _show(page: Page, document: str) -> None:
    dialog = _adding(page, document)
    tick(dialog.get_by_role("checkbox", name="Yalnızca görüldü, kopyası alınmadı"))
    write(dialog.get_by_label("Neden kopya alınmadı?"), "Aslı görüldü")
    press(dialog.get_by_role("button", name="Kaydet"))
    expect(dialog).to_have_count(0)


def _upload(page: Page, document: str) -> None:
    dialog = _adding(page, document)
    with page.expect_file_chooser() as chooser:
        press(dialog.get_by_label("Dosya", exact=True))
    chooser.value.set_files([REPORT])
    press(dialog.get_by_role("button", name="Kaydet"))
    expect(dialog).to_have_count(0)
    expect(page.get_by_text("İstenen belgeler tamam")).to_be_visible()

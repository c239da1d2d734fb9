"""Nothing typed is lost: two people at one record, a server that does not answer, a page that is left."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

from tests.e2e.desk import go, heading, pick
from tests.e2e.screens import faults


def _new_person(page: Page, surname: str) -> str:
    go(page, "/kisiler/yeni", "Kişi kaydet")
    page.get_by_role("textbox", name="Ad", exact=True).fill("Emine")
    page.get_by_role("textbox", name="Soyad", exact=True).fill(surname)
    pick(page, "Kayıt kanalı", "Telefon")
    page.get_by_role("button", name="Kaydet", exact=True).click()
    expect(heading(page, f"Emine {surname}")).to_be_visible()
    return page.url


def test_the_second_of_two_editors_is_told_and_loses_nothing(sit_down: Callable[..., Page]) -> None:
    """Theirs and mine stand side by side; what was chosen is saved, what the other typed elsewhere stays."""
    first, second = sit_down("intake_clerk"), sit_down("intake_clerk")
    address = _new_person(first, "İkikişilik")
    for page in (first, second):
        go(page, f"{address}/duzenle", "Kişi bilgilerini düzenle")
    first.get_by_role("textbox", name="Ad", exact=True).fill("Emine Nur")
    first.get_by_role("textbox", name="Diğer adları", exact=True).fill("Nurcan")
    second.get_by_role("textbox", name="Ad", exact=True).fill("Emine Gül")
    first.get_by_role("button", name="Kaydet", exact=True).click()
    expect(heading(first, "Emine Nur İkikişilik")).to_be_visible()

    second.get_by_role("button", name="Kaydet", exact=True).click()
    told = second.get_by_role("dialog", name="Bu kayıt siz düzenlerken değişti")
    expect(told).to_be_visible()
    expect(told.get_by_text("Emine Nur")).to_be_visible()
    expect(told.get_by_text("Emine Gül")).to_be_visible()
    assert not faults(second)
    told.get_by_role("radio", name="Ad, Sizin yazdığınız").check()
    told.get_by_role("button", name="Seçilenleri kaydet").click()
    expect(heading(second, "Emine Gül İkikişilik")).to_be_visible()
    expect(second.get_by_text("Nurcan").first).to_be_visible()


def test_a_save_that_fails_keeps_what_was_typed(sit_down: Callable[..., Page]) -> None:
    """The server fails, then cannot be reached; the words stay, and the third try saves them once."""
    page = sit_down("intake_clerk")
    go(page, "/kisiler/yeni", "Kişi kaydet")
    page.get_by_role("textbox", name="Ad", exact=True).fill("Kaybolmayan")
    page.get_by_role("textbox", name="Soyad", exact=True).fill("Yazıcı")
    pick(page, "Kayıt kanalı", "Telefon")
    answers: list[Callable[[Route], None]] = [
        lambda route: route.abort("connectionrefused"),
        lambda route: route.fulfill(status=500, content_type="text/html", body="<h1>500</h1>"),
    ]

    def fail(route: Route) -> None:
        if route.request.method == "POST" and answers:
            answers.pop()(route)
        else:
            route.continue_()

    page.route("**/api/v1/people/", fail)
    save = page.get_by_role("button", name="Kaydet", exact=True)
    for _ in range(2):
        save.click()
        expect(page.get_by_text("Yazdıklarınız bu ekranda duruyor").first).to_be_visible()
        expect(page.get_by_role("textbox", name="Soyad", exact=True)).to_have_value("Yazıcı")
    assert not faults(page)
    save.click()
    expect(heading(page, "Kaybolmayan Yazıcı")).to_be_visible()


def test_a_problem_stands_at_its_field_and_in_the_summary(sit_down: Callable[..., Page]) -> None:
    """An address that is none: the summary says so, and its link leads to the field."""
    page = sit_down("intake_clerk")
    go(page, "/kisiler/yeni", "Kişi kaydet")
    page.get_by_role("textbox", name="Ad", exact=True).fill("Eksik")
    page.get_by_role("textbox", name="E-posta").fill("adres değil")
    page.get_by_role("button", name="Kaydet", exact=True).click()
    summary = page.get_by_role("alert").filter(has_text="düzeltin")
    expect(summary).to_be_visible()
    assert not faults(page)
    summary.get_by_role("link").first.click()
    expect(page.locator("[aria-invalid=true]").first).to_be_focused()
    expect(page.get_by_role("textbox", name="Ad", exact=True)).to_have_value("Eksik")


def test_a_page_with_unsaved_words_is_not_left_unasked(sit_down: Callable[..., Page]) -> None:
    """Leaving asks; staying keeps the words."""
    page = sit_down("intake_clerk")
    go(page, "/kisiler/yeni", "Kişi kaydet")
    page.get_by_role("textbox", name="Ad", exact=True).fill("Yarım")
    page.get_by_role("link", name="Kuruluşlar").click()
    page.get_by_role("button", name="Sayfada kal").click()
    expect(page.get_by_role("textbox", name="Ad", exact=True)).to_have_value("Yarım")

"""What anybody sees without an account, with something on it: a booking and its code, the check of a letter."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.desk import heading
from tests.e2e.screens import Complaints, faults, settle

ROOM = "izmir"
NAME = "Deniz Randevulu"


class Visitor:
    """Somebody without an account, whose every screen is looked at."""

    def __init__(self, page: Page) -> None:
        self.page, self.said = page, Complaints(page)
        self.wrong: list[str] = []

    def sees(self, title: str) -> None:
        """Wait for a screen and look at it."""
        expect(heading(self.page, title)).to_be_visible()
        settle(self.page)
        self.wrong += [f"{title}: {fault}" for fault in [*faults(self.page), *self.said.take()]]

    def presses(self, words: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=words, exact=True).click()


def test_a_booking_is_clean_from_its_first_question_to_its_cancelling(sit_down: Callable[..., Page]) -> None:
    """Whoever books, moves and cancels meets no fault on the way; the code tells no name and stands in no address."""
    page = sit_down(room=ROOM)
    visitor = Visitor(page)
    page.goto("/randevu")
    visitor.sees("Ne için gelmek istiyorsunuz?")
    page.get_by_role("radio").first.check()
    visitor.presses("Devam et")
    visitor.sees("Hangi gün ve saatte?")
    page.locator("input[name=slot]").first.check(force=True)
    visitor.presses("Devam et")
    visitor.sees("Randevu kimin için?")
    page.get_by_role("radio", name="Kendim için").check()
    page.get_by_label("Adınız ve soyadınız").fill(NAME)
    visitor.presses("Devam et")
    visitor.sees("Size nasıl ulaşalım?")
    # Neither telephone nor mail: what is missing is said where it is missing.
    visitor.presses("Devam et")
    expect(page.get_by_role("alert").first).to_be_visible()
    visitor.sees("Size nasıl ulaşalım?")
    page.get_by_label("Telefon").fill("0500 000 00 00")
    visitor.presses("Devam et")
    visitor.sees("Yanıtlarınızı kontrol edin")
    visitor.presses("Randevuyu al")
    visitor.sees("Randevunuz alındı")
    code = page.locator("[class*=codeText]").inner_text()
    assert NAME not in page.title()

    page.goto("/randevu/kod")
    page.get_by_label("Randevu kodu").fill(code.lower())
    visitor.presses("Randevuyu göster")
    visitor.sees("Randevunuz")
    expect(page.get_by_text("Randevunuz geçerli")).to_be_visible()
    assert code not in page.url
    assert "Randevulu" not in page.locator("body").inner_text()
    visitor.presses("Günü ya da saati değiştir")
    visitor.sees("Yeni gün ve saat")
    page.locator("input[name=slot]").last.check(force=True)
    visitor.presses("Bu saate al")
    visitor.sees("Randevunuz değiştirildi")
    visitor.presses("Randevuyu iptal et")
    visitor.sees("Randevu iptal edilsin mi?")
    visitor.presses("Evet, iptal et")
    visitor.sees("Randevunuz iptal edildi")
    assert not visitor.wrong, "\n".join(visitor.wrong)


def test_a_letter_that_nobody_wrote_is_said_to_be_none(sit_down: Callable[..., Page]) -> None:
    """The page of the check, before and after a code that stands on no letter."""
    page = sit_down(room=ROOM)
    visitor = Visitor(page)
    page.goto("/yazi-dogrulama")
    visitor.sees("Yazı doğrulama")
    page.get_by_label("Doğrulama kodu").fill("ABCD-EFGH-JKLM")
    visitor.presses("Denetle")
    expect(page.get_by_role("status").filter(has_text=re.compile("geçerli bir yazı bulunamadı"))).to_be_visible()
    visitor.sees("Yazı doğrulama")
    assert not visitor.wrong, "\n".join(visitor.wrong)

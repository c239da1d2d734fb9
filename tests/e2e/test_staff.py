"""Journeys of an administrator: invite, look with another role's eyes, end every session."""

import re
import uuid
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.desk import ask, go, heading, pick, toast
from tests.e2e.screens import faults, settle
from tests.e2e.stack import Stack

PASSWORD = "bir kase sıcak çorba 38"


def test_an_invited_colleague_chooses_a_password_and_signs_in(sit_down: Callable[..., Page], stack: Stack) -> None:
    """The letter's link opens the account; a role that reads special-category data is led to its second step."""
    page, address = sit_down("tenant_admin"), f"nazan.{uuid.uuid4().hex[:8]}@example.org"
    go(page, "/ayarlar/personel/davet", "Personel davet et")
    page.get_by_role("textbox", name="Ad soyad", exact=True).fill("Nazan Davetli")
    page.get_by_label("E-posta").fill(address)
    pick(page, "Rol", "Eğitmen")
    page.get_by_role("button", name="Daveti gönder").click()
    expect(toast(page, "Davet gönderildi")).to_be_visible()
    expect(page.get_by_text(address)).to_be_visible()

    guest = sit_down()
    guest.goto(_link(page, stack, to=address))
    expect(heading(guest, "Omuz'a hoş geldiniz")).to_be_visible()
    settle(guest)
    assert not faults(guest)
    guest.get_by_label("Parolanızı belirleyin").fill(PASSWORD)
    guest.get_by_label("Yeni parola (yeniden)").fill(PASSWORD)
    guest.get_by_role("button", name="Hesabımı aç").click()
    expect(guest.get_by_text("Hesabınız açıldı")).to_be_visible()
    guest.get_by_role("link", name="Giriş yap").click()
    guest.get_by_label("E-posta").fill(address)
    guest.get_by_label("Parola", exact=True).fill(PASSWORD)
    guest.get_by_role("button", name="Giriş yap").click()
    expect(heading(guest, "Bugün").or_(heading(guest, "İki adımlı girişi kurun"))).to_be_visible()


def _link(page: Page, stack: Stack, *, to: str) -> str:
    """Return the path of the invitation's link; letters are written by the worker, so the first may take a moment."""
    for _ in range(60):
        letters = stack.letters(to=to)
        if letters:
            found = re.search(r"https?://[^\s/]+(/davet/\S+)", letters[-1])
            assert found, letters[-1]
            return found[1]
        page.wait_for_timeout(250)
    raise AssertionError(f"no letter to {to}; worker:\n{stack.log('worker')}")


def test_an_administrator_looks_with_another_roles_eyes(sit_down: Callable[..., Page], stack: Stack) -> None:
    """What the role may not see is gone, the banner says so, and one press ends it."""
    page = sit_down("tenant_admin")
    page.goto("/")
    settle(page)
    page.get_by_role("button", name="hesabı").click()
    page.get_by_role("menuitem", name="Rol olarak gör").hover()
    page.get_by_role("menuitem", name="Eğitmen").click()
    expect(page.get_by_text("Ekranı “Eğitmen” rolüyle görüyorsunuz")).to_be_visible()
    expect(page.get_by_role("link", name="Denetim izi")).to_have_count(0)
    assert not faults(page)
    page.get_by_role("button", name="Kendi rolüme dön").click()
    expect(page.get_by_text("rolüyle görüyorsunuz")).to_have_count(0)


def test_signing_out_everywhere_ends_the_other_browser(sit_down: Callable[..., Page]) -> None:
    """The other browser's next step leads to the sign-in screen."""
    here, there = sit_down("auditor"), sit_down("auditor")
    for page in (here, there):
        page.goto("/")
        settle(page)
    go(here, "/hesabim", "Hesabım")
    here.get_by_role("button", name="Tüm oturumları kapat").click()
    here.get_by_role("dialog").get_by_role("button", name="Tüm oturumları kapat").click()
    expect(heading(here, "Giriş")).to_be_visible()
    assert ask(there, "/api/v1/me/").status in {401, 403}
    there.goto("/")
    expect(heading(there, "Giriş")).to_be_visible()
    sit_down.forget("auditor")  # type: ignore[attr-defined]

"""Journeys of an operator of the platform: open a municipality, suspend one; and a calm browser during maintenance."""

import contextlib
import re
import uuid
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tenants.head import gate_number
from tests.e2e.desk import ask, go, heading, pick, toast
from tests.e2e.screens import faults, settle
from tests.e2e.stack import Stack

PASSWORD = "bir kase sıcak çorba 38"
LIST = "/api/v1/fleet/municipalities/"


@pytest.mark.timeout(600)
def test_an_operator_opens_a_municipality_and_its_first_administrator_signs_in(
    sit_down: Callable[..., Page], stack: Stack
) -> None:
    """Ordered on a form, made while one looks on; the link at its end leads the first administrator in."""
    page, address = sit_down("platform_operator", room=""), f"gulsah.{uuid.uuid4().hex[:8]}@example.org"
    go(page, "/belediyeler/yeni", "Belediye ekle")
    page.get_by_role("textbox", name="Ad", exact=True).fill("Ürgüp Belediyesi")
    expect(page.get_by_role("textbox", name="Adres")).to_have_value("urgup")
    expect(page.get_by_text(f"Giriş adresi: urgup.localhost:{stack.port}")).to_be_visible()
    expect(page.get_by_text("Kullanılabilir")).to_be_visible()
    pick(page, "Tür", "İlçe belediyesi")
    page.get_by_role("combobox", name="İl", exact=True).click()
    page.get_by_role("option", name="Nevşehir", exact=True).click()
    pick(page, "İlçe", "Ürgüp")
    page.get_by_role("textbox", name="İlk yöneticinin adı soyadı").fill("Gülşah İlkyönetici")
    page.get_by_role("textbox", name="İlk yöneticinin e-postası").fill(address)
    settle(page)
    assert not faults(page)
    page.get_by_role("button", name="Belediyeyi ekle").click()
    expect(heading(page, re.compile("Belediye ekleme:"))).to_be_visible()
    expect(page.get_by_text("Belediye hazır")).to_be_visible(timeout=90_000)
    settle(page)
    assert not faults(page)
    link = page.get_by_text(re.compile(r"http://urgup\.localhost:\d+/davet/")).inner_text()
    assert stack.letters(to=address)

    guest = sit_down("", room="urgup")
    _until_known(guest)
    guest.goto(urlsplit(link).path)
    expect(heading(guest, "Omuz'a hoş geldiniz")).to_be_visible()
    guest.get_by_label("Parolanızı belirleyin").fill(PASSWORD)
    guest.get_by_label("Yeni parola (yeniden)").fill(PASSWORD)
    guest.get_by_role("button", name="Hesabımı aç").click()
    guest.get_by_role("link", name="Giriş yap").click()
    guest.get_by_label("E-posta").fill(address)
    guest.get_by_label("Parola", exact=True).fill(PASSWORD)
    guest.get_by_role("button", name="Giriş yap").click()
    # A system administrator's role wants a second step before anything else.
    expect(heading(guest, "İki adımlı girişi kurun")).to_be_visible()

    page.goto("/belediyeler")
    page.get_by_role("link", name="Ürgüp Belediyesi").click()
    expect(heading(page, "Ürgüp Belediyesi")).to_be_visible()
    expect(page.get_by_text("Belediye açıldı")).to_be_visible()
    _suspend_and_resume(page, guest)


def _until_known(guest: Page) -> None:
    """Each web process reads its map of addresses anew every five seconds."""
    for _ in range(60):
        answer = guest.goto("/giris")
        if answer is not None and answer.status == 200:
            return
        guest.wait_for_timeout(250)
    raise AssertionError("the new address stays unknown")


def _suspend_and_resume(page: Page, guest: Page) -> None:
    page.get_by_role("button", name="Askıya al").click()
    dialog = page.get_by_role("dialog", name="Askıya al")
    expect(dialog).to_contain_text("Kayıtlar, dosyalar ve geçmiş olduğu gibi durur.")
    dialog.get_by_role("button", name="Askıya al").click()
    expect(dialog.get_by_text("en az 3")).to_be_visible()
    dialog.get_by_label("Gerekçe").fill("Sözleşme sona erdi")
    dialog.get_by_role("button", name="Askıya al").click()
    expect(toast(page, "Belediye askıya alındı")).to_be_visible()
    expect(page.get_by_text("Belediye askıda")).to_be_visible()
    for _ in range(60):
        answer = guest.goto("/")
        if answer is not None and answer.status == 503:
            break
        guest.wait_for_timeout(250)
    expect(heading(guest, "Belediyenin sayfası şu anda hizmet dışı")).to_be_visible()
    assert not faults(guest)
    page.get_by_role("button", name="Hizmete aç").click()
    again = page.get_by_role("dialog", name="Hizmete aç")
    again.get_by_label("Gerekçe").fill("Yeni sözleşme")
    again.get_by_role("button", name="Hizmete aç").click()
    expect(page.get_by_role("button", name="Askıya al")).to_be_visible()


@contextlib.contextmanager
def _maintenance(stack: Stack, key: str) -> Iterator[None]:
    """Hold the municipality's gate alone, as a migration does."""
    with psycopg.connect(stack.environment["OMUZ_OWNER_DATABASE_URL"]) as migration:
        migration.execute("SELECT pg_advisory_xact_lock(%s)", [gate_number(key)])
        yield
        migration.rollback()


def test_during_maintenance_a_form_keeps_its_words_and_goes_on_by_itself(
    sit_down: Callable[..., Page], stack: Stack
) -> None:
    """What is sent waits behind a calm notice, and is saved once when the gate opens."""
    key = _key_of(stack, "kayseri")
    page = sit_down("intake_clerk")
    go(page, "/bilgi-talepleri/yeni", "Bilgi talebi kaydet")
    before = len(ask(page, "/api/v1/contacts/").body["results"])
    page.get_by_role("combobox", name="Konu").click()
    page.get_by_role("option", name="İstihdam", exact=True).click()
    with _maintenance(stack, key):
        page.get_by_role("button", name="Kaydet", exact=True).click()
        expect(page.get_by_text("Kısa bir bakım yapılıyor…")).to_be_visible()
        expect(page.get_by_role("combobox", name="Konu")).to_have_value("İstihdam")
        other = sit_down("unit_manager", room="izmir")
        go(other, "/kuruluslar", "Kuruluşlar")
        fresh = sit_down()
        fresh.goto("/giris")
        expect(heading(fresh, "Kısa bir bakım yapılıyor")).to_be_visible()
        assert not faults(fresh)
    expect(heading(page, "İstihdam")).to_be_visible()
    expect(page.get_by_text("Kısa bir bakım yapılıyor…")).to_have_count(0)
    assert len(ask(page, "/api/v1/contacts/").body["results"]) == before + 1


def _key_of(stack: Stack, slug: str) -> str:
    with psycopg.connect(stack.environment["OMUZ_OWNER_DATABASE_URL"]) as database:
        row = database.execute("SELECT key FROM public.tenants_municipality WHERE slug = %s", [slug]).fetchone()
    assert row is not None
    return str(row[0])

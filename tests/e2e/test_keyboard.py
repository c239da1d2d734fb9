"""The whole way by keyboard alone: sign in, find, open, go through a page, open and close what lies above it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.desk import account_with_a_code, go, heading
from tests.e2e.screens import settle

_FOCUSED = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const around = [one, one.parentElement, one.parentElement?.parentElement].filter(Boolean).map(getComputedStyle);
  const isMarked = around.some(s => parseFloat(s.outlineWidth) >= 2 && s.outlineStyle !== "none")
    || around.some(s => s.boxShadow !== "none")
    || style.borderColor !== "";
  return {
    name: (one.getAttribute("aria-label") || one.innerText || one.name || one.tagName).trim().slice(0, 60),
    tag: one.tagName, isMarked, top: box.top, left: box.left, width: box.width, height: box.height,
    key: [...document.querySelectorAll("*")].indexOf(one),
  };
}"""


def test_signing_in_and_finding_a_person_by_keyboard(sit_down: Callable[..., Page]) -> None:
    """Tab, type, Enter; Ctrl+K, type, Enter: the person's page is open and its heading has the focus."""
    page = sit_down()
    page.goto("/giris")
    account = account_with_a_code(page, "assessor")
    _tab_to(page, "email")
    page.keyboard.type(account["email"])
    page.keyboard.press("Tab")
    page.keyboard.type(account["password"])
    page.keyboard.press("Enter")
    expect(heading(page, "İkinci adım")).to_be_visible()
    _tab_to(page, "code")
    page.keyboard.type(account_with_a_code(page, "assessor")["totp_code"])
    page.keyboard.press("Enter")
    expect(heading(page, "Bugün")).to_be_visible()

    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Ad, dosya numarası")).to_be_focused()
    page.keyboard.type("yilmaz")
    expect(page.get_by_role("option", name="Yılmaz").first).to_be_visible()
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Yılmaz")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Yılmaz")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def test_the_focus_is_always_seen_and_follows_the_page(sit_down: Callable[..., Page]) -> None:
    """The first Tab offers to skip the navigation; every further stop is visible, marked, and comes only once."""
    page = sit_down("unit_manager")
    go(page, "/kuruluslar/yeni", "Kuruluş ekle")
    settle(page)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUSED)["name"] == "İçeriğe geç"
    seen: list[int] = []
    for _ in range(40):
        page.keyboard.press("Tab")
        one = page.evaluate(_FOCUSED)
        if one["tag"] == "BODY":
            break
        assert min(one["width"], one["height"]) > 0, one
        assert one["isMarked"], f"nobody sees where the focus is: {one['name']}"
        assert one["key"] not in seen, f"the focus comes back to {one['name']}"
        seen.append(one["key"])
    assert len(seen) > 15


def test_what_opens_above_a_page_keeps_the_focus_and_gives_it_back(sit_down: Callable[..., Page]) -> None:
    """Ctrl+K and a dialog: Tab stays inside, Escape closes, the focus returns to where it was."""
    page = sit_down("unit_manager")
    go(page, "/hesabim", "Hesabım")
    settle(page)
    opener = page.get_by_role("button", name="Tüm oturumları kapat")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Tüm oturumları kapat")
    expect(dialog).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        assert dialog.evaluate("dialog => dialog.contains(document.activeElement)"), page.evaluate(_FOCUSED)
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(opener).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_a_form_is_filled_and_sent_by_keyboard(sit_down: Callable[..., Page]) -> None:
    """A question by telephone: choose a topic by its first letters, save with Enter."""
    page = sit_down("intake_clerk")
    go(page, "/bilgi-talepleri/yeni", "Bilgi talebi kaydet")
    page.get_by_role("combobox", name="Konu").focus()
    page.keyboard.type("istihdam")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Konu")).to_have_value("İstihdam")
    page.get_by_role("button", name="Kaydet", exact=True).focus()
    page.keyboard.press("Enter")
    expect(heading(page, "İstihdam")).to_be_visible()


def _tab_to(page: Page, name: str) -> None:
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            return
    raise AssertionError(f"Tab does not reach {name}.")

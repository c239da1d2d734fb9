"""A programme's version from the draft to the history: written by an administrator, published by a second person."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.desk import ask, go, heading, toast
from tests.e2e.screens import faults, settle

LIST = "/ayarlar/programlar"
#: İSKEP's own text: exactly three of seven groups, disabled persons among them.
CHOSEN = "Seçilen gruplar"
REASON = "Engelli birey seçimi zorunlu."
_UNSAVED = "Kaydedilmemiş değişiklikler var"
#: Texts that are typed: no dates, numbers, choices or ticks.
_TEXTS = "textarea, input:not([type=checkbox]):not([inputmode]):not([role]):not([aria-haspopup])"


def test_a_wrong_choice_of_groups_is_refused_and_a_right_one_published(sit_down: Callable[..., Page]) -> None:
    """An administrator drafts, is told why a choice cannot stand, submits; the unit's manager reads and publishes."""
    admin = sit_down("tenant_admin")
    programme = _iskep(admin)
    go(admin, f"{LIST}/{programme['id']}", programme["name"])
    admin.get_by_role("button", name="Yeni taslak başlat").click()
    admin.get_by_role("dialog").get_by_label("Neden yeni bir sürüm?").fill("Hedef grupların yeniden seçilmesi")
    admin.get_by_role("dialog").get_by_role("button", name="Yeni taslak başlat").click()
    expect(toast(admin, "Taslak başlatıldı")).to_be_visible()
    admin.wait_for_url("**/surumler/*")
    version = admin.url.rsplit("/", 1)[1]

    _choose_groups(admin)
    _submit(admin, version)
    _approve(sit_down("unit_manager"), f"{LIST}/{programme['id']}/surumler/{version}")

    go(admin, f"{LIST}/{programme['id']}/surumler/{version}/gecmis", programme["name"])
    for act in ("Taslak başlatıldı", "Bölüm değiştirildi", "Onaya sunuldu", "Yayımlandı"):
        expect(admin.get_by_role("listitem").filter(has_text=act).first).to_be_visible()
    chosen = ask(admin, f"/api/v1/programme-versions/{version}/").body["document"]["target_groups"]["chosen"]
    assert sorted(chosen) == ["disabled", "ex_offender", "poverty"]


def _iskep(page: Page) -> dict[str, Any]:
    page.goto(LIST)
    settle(page)
    expect(heading(page, "Programlar")).to_be_visible()
    programmes = ask(page, "/api/v1/programmes/").body["results"]
    found: dict[str, Any] = next(one for one in programmes if one["code"] == "iskep")
    return found


def _choose_groups(page: Page) -> None:
    page.get_by_role("link", name="Tanım", exact=True).click()
    page.get_by_role("link", name="Hedef gruplar").click()
    expect(heading(page, "Hedef gruplar")).to_be_visible()
    groups = page.get_by_role("group", name=CHOSEN)
    expect(page.get_by_text("Seçim koşula uyuyor.")).to_be_visible()
    groups.get_by_role("checkbox", name="Engelli birey").uncheck()
    groups.get_by_role("checkbox", name="Eski hükümlü").check()
    page.get_by_role("button", name="Bölümü kaydet").click()
    expect(page.get_by_role("alert").filter(has_text=REASON)).to_be_visible()
    assert not faults(page)
    groups.get_by_role("checkbox", name="Engelli birey").check()
    groups.get_by_role("checkbox", name="Çalışan çocukların aileleri").uncheck()
    expect(page.get_by_text("Seçim koşula uyuyor.")).to_be_visible()
    page.get_by_role("button", name="Bölümü kaydet").click()
    expect(toast(page, "Bölüm kaydedildi")).to_be_visible()


def _submit(page: Page, version: str) -> None:
    """The server refuses the same choice that the screen refuses, then the draft goes to its second person."""
    saved = ask(page, f"/api/v1/programme-versions/{version}/").body
    wrong = {**saved["document"]["target_groups"], "chosen": ["poverty", "ex_offender", "roma"]}
    refused = _put(page, version, saved["version"], wrong)
    assert refused["status"] == 422, refused
    assert "Zorunlu hedef grup seçilmemiş" in refused["text"]

    page.get_by_role("link", name="Genel bakış").click()
    page.get_by_role("link", name="Onaya sun").click()
    expect(heading(page, "Onaya sun")).to_be_visible()
    page.get_by_label("Değişikliğin özeti").fill("Eski hükümlüler hedef gruplara alındı")
    page.get_by_role("button", name="Onaya sun").click()
    expect(page.get_by_text("Onay bekliyor").first).to_be_visible()


def _approve(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)
    page.get_by_role("link", name="İncele ve karar ver").click()
    expect(heading(page, "İncele ve karar ver")).to_be_visible()
    expect(page.get_by_text("Eski hükümlüler hedef gruplara alındı")).to_be_visible()
    expect(page.get_by_role("heading", name="Hedef gruplar", level=2)).to_be_visible()
    publish = page.get_by_role("button", name="Onayla ve yayımla")
    expect(publish).to_have_attribute("aria-disabled", "true")
    page.get_by_label("Değişiklikleri okudum").check()
    publish.click()
    page.get_by_role("dialog").get_by_role("button", name="Onayla ve yayımla").click()
    expect(toast(page, "Sürüm yayımlandı")).to_be_visible()
    expect(page.get_by_text("Yürürlükte", exact=True).first).to_be_visible()


def test_a_part_is_saved_with_nothing_changed_but_what_was_typed(sit_down: Callable[..., Page]) -> None:
    """Every editor takes a shipped pack's part, and gives it back; one letter more is one difference."""
    page = sit_down("tenant_admin")
    page.goto(LIST)
    settle(page)
    programmes = ask(page, "/api/v1/programmes/").body["results"]
    programme = next(one for one in programmes if one["code"] == "bedestem")
    made = ask(page, f"/api/v1/programmes/{programme['id']}/versions/", method="POST", body={"note": "Deneme"})
    assert made.status == 201, made.text
    version = made.body["id"]
    home = f"{LIST}/{programme['id']}/surumler/{version}"
    typed = [slug for slug in _editors(page, home) if _type_one_letter(page, home, slug)]
    assert len(typed) > 12, typed
    entries = ask(page, f"/api/v1/programme-versions/{version}/diff/?against={made.body['base']}").body["entries"]
    assert len(entries) == len(typed), [(one["label"], one["kind"]) for one in entries]
    go(page, f"{home}/fark", programme["name"])
    expect(page.get_by_text(f"{len(entries)} değişiklik")).to_be_visible()

    page.get_by_role("link", name="Genel bakış").click()
    page.get_by_role("button", name="Taslağı sil").click()
    page.get_by_role("dialog").get_by_role("button", name="Taslağı sil").click()
    expect(toast(page, "Taslak silindi")).to_be_visible()
    expect(heading(page, programme["name"])).to_be_visible()


def _editors(page: Page, home: str) -> list[str]:
    page.goto(f"{home}/tanim")
    settle(page)
    links = page.get_by_role("main").locator(f"a[href^='{home}/tanim/']").all()
    found = [str(link.get_attribute("href")).rsplit("/", 1)[1] for link in links]
    assert len(found) > 15
    return found


def _type_one_letter(page: Page, home: str, slug: str) -> bool:
    """Write a letter at the end of the first text of an editor and save; False where it has none."""
    page.get_by_role("navigation", name="Sürümün bölümleri").get_by_role("link", name="Tanım").click()
    page.locator(f"a[href='{home}/tanim/{slug}']").click()
    expect(page.get_by_role("button", name="Bölümü kaydet")).to_be_visible()
    form = page.locator("form")
    entry = form.locator("[data-row='0'] > div > button[aria-expanded=false]").first
    if entry.count():
        entry.click()
    texts = form.locator(_TEXTS)
    visible = [one for one in texts.all() if one.is_visible() and one.input_value()]
    if not visible:
        return False
    visible[0].press("End")
    visible[0].press_sequentially("x")
    with page.expect_response(lambda answer: answer.request.method == "PUT" and "/sections/" in answer.url) as saved:
        page.get_by_role("button", name="Bölümü kaydet").click()
    assert saved.value.ok, (slug, saved.value.text())
    expect(page.get_by_text("Taslak bu sekmede saklanıyor").or_(page.get_by_text(_UNSAVED))).to_have_count(0)
    return True


_PUT = """async ([path, version, value]) => {
  const csrf = document.cookie.match(/omuz_csrf=([^;]+)/);
  const answer = await fetch(path, {
    method: "PUT",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf[1], "If-Match": `"${version}"` },
    body: JSON.stringify({ value }),
  });
  return { status: answer.status, text: await answer.text() };
}"""


def _put(page: Page, version: str, seen: int, value: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = page.evaluate(
        _PUT, [f"/api/v1/programme-versions/{version}/sections/target_groups/", seen, value]
    )
    return answer

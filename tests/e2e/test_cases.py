"""A case from its opening to its first step: the rules speak before the click, and what is typed is kept."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.answers import hand_in
from tests.e2e.browser import DESKTOP
from tests.e2e.desk import ask, go, heading, toast
from tests.e2e.screens import axe, faults, settle

FORM = "İlk görüşme"
WORDS = "Kızının okul servisi için yardım istiyor."


def test_a_clerk_opens_a_case_types_a_form_and_takes_a_step(sit_down: Callable[..., Page]) -> None:
    """Person and programme, the decision, the record; a draft that outlives a reload; a step with its reasons."""
    page = sit_down("intake_clerk")
    page.goto("/")
    settle(page)
    person, programme = _somebody(page)
    case = _open(page, person, programme)
    _type_and_reload(page, case)
    _take_a_step(page, case)


def _somebody(page: Page) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a person whom the programme of the unit does not refuse, and that programme."""
    for person in ask(page, "/api/v1/people/").body["results"]:
        for offer in ask(page, f"/api/v1/cases/offers/?person={person['id']}").body["results"]:
            path = f"/api/v1/cases/opening/?person={person['id']}&programme={offer['id']}"
            opening = ask(page, path).body
            form = "bedestem" in _code(page, offer["id"])
            if opening["can_open"] and form:
                return person, offer
    raise AssertionError("The demo has nobody for whom a case can be opened.")


def _code(page: Page, programme_id: str) -> str:
    programmes = ask(page, "/api/v1/programmes/").body["results"]
    return str(next(one["code"] for one in programmes if one["id"] == programme_id))


def _open(page: Page, person: dict[str, Any], programme: dict[str, Any]) -> str:
    go(page, f"/kisiler/{person['id']}", person["name"])
    page.get_by_role("region", name="Dosyaları").get_by_role("link", name="Dosya aç").click()
    expect(heading(page, "Dosya aç")).to_be_visible()
    expect(page.get_by_text(person["file_number"]).first).to_be_visible()
    page.get_by_role("radio", name=programme["name"]).check()
    decision = page.get_by_role("region", name="Uygunluk")
    expect(decision.get_by_role("button", name="Dosya aç")).to_be_visible()
    assert not axe(page)
    decision.get_by_role("button", name="Dosya aç").click()
    expect(heading(page, re.compile(r"D-\d{4}-\d{5}"))).to_be_visible()
    assert person["name"] not in page.title()
    assert programme["name"] not in page.title()
    return page.url.rsplit("/", 1)[1]


def _type_and_reload(page: Page, case: str) -> None:
    page.get_by_role("link", name=f"{FORM}: Doldur").click()
    expect(heading(page, FORM)).to_be_visible()
    page.get_by_label("Ne istediği, kendi sözleriyle").fill(WORDS)
    expect(page.get_by_text("Taslak saklandı")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Ne istediği, kendi sözleriyle")).to_have_value(WORDS)
    page.get_by_role("button", name="Kaydet", exact=True).click()
    # What is missing is named; what was typed stays.
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.get_by_label("Ne istediği, kendi sözleriyle")).to_have_value(WORDS)
    assert not faults(page)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    go(page, f"/dosyalar/{case}", re.compile(r"D-\d{4}-\d{5}"))
    expect(page.get_by_role("link", name=f"{FORM}: Sürdür")).to_be_visible()


def _take_a_step(page: Page, case: str) -> None:
    step = page.get_by_role("button", name="Değerlendirmeye al", exact=True)
    expect(step).to_have_attribute("aria-disabled", "true")
    handed = hand_in(page, case, "intake", own_words=WORDS)
    assert handed.status == 201, handed.text
    page.reload()
    expect(step).to_have_attribute("aria-disabled", "false")
    step.click()
    page.get_by_role("dialog").get_by_role("button", name="Değerlendirmeye al").click()
    expect(toast(page, "Dosya “İhtiyaç değerlendirmesi” aşamasında.")).to_be_visible()
    story = page.get_by_role("region", name="Dosyanın geçmişi")
    for act in ("“Değerlendirmeye al” adımı atıldı", f"“{FORM}” formu dolduruldu.", re.compile("^Dosya .*açıldı.$")):
        expect(story.get_by_text(act).first).to_be_visible()
    page.get_by_role("link", name=f"{FORM}: Göster").click()
    expect(page.get_by_text(WORDS)).to_be_visible()
    go(page, "/dosyalar", "Dosyalar")
    page.get_by_role("searchbox").first.fill(_number(page, case))
    expect(page.get_by_role("link", name=_number(page, case)).first).to_be_visible()


def _number(page: Page, case: str) -> str:
    return str(ask(page, f"/api/v1/cases/{case}/").body["number"])

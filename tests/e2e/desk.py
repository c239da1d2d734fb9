"""What staff do again and again, said in the words that stand on the screens."""

import dataclasses
import json
import re
import time
from typing import Any

from playwright.sync_api import Locator, Page, expect

from apps.accounts.enums import Role

_BY_ROLE = {role.value: str(role.label) for role in Role}


def sign_in(page: Page, role: str) -> None:
    """Sign in as the demo person of a role by one press, the code of the second step included."""
    page.goto("/giris")
    button = page.get_by_role("button", name=_BY_ROLE[role])
    expect(button).to_be_visible()
    account_with_a_code(page, role)
    button.click()
    expect(heading(page, "Bugün")).to_be_visible()


def account_with_a_code(page: Page, role: str) -> dict[str, str]:
    """Return a demo account with a code that works; each opens the door once, and new ones come with time."""
    deadline = time.monotonic() + 40
    while True:
        accounts = ask(page, "/api/v1/demo/accounts").body
        account: dict[str, str] = next(one for one in accounts if one["role"] == role)
        if account["totp_code"]:
            return account
        if time.monotonic() > deadline:
            raise AssertionError(f"{role} gets no code.")
        page.wait_for_timeout(500)


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """What the server said to a page's own request."""

    status: int
    body: Any
    text: str


_ASK = """async ([path, method, body]) => {
  const csrf = document.cookie.match(/omuz_csrf=([^;]+)/);
  const answer = await fetch(path, {
    method,
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf ? csrf[1] : "" },
    body: body === null ? undefined : JSON.stringify(body),
  });
  return [answer.status, await answer.text()];
}"""


def ask(page: Page, path: str, *, method: str = "GET", body: Any = None) -> Answer:
    """Ask the server as the page does, with its cookies."""
    status, text = page.evaluate(_ASK, [path, method, body])
    try:
        return Answer(status, json.loads(text), text)
    except ValueError:
        return Answer(status, None, text)


def heading(page: Page, name: str | re.Pattern[str]) -> Locator:
    """Return the page's heading."""
    return page.get_by_role("heading", level=1, name=name, exact=isinstance(name, str))


def go(page: Page, path: str, name: str | re.Pattern[str]) -> None:
    """Open an address and wait for its heading."""
    page.goto(path)
    expect(heading(page, name)).to_be_visible()


def toast(page: Page, words: str) -> Locator:
    """Return the short message that says something is done."""
    return page.get_by_role("alert").or_(page.get_by_role("status")).filter(has_text=words).first


def pick(page: Page, label: str, option: str) -> None:
    """Choose one of a list."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def search_box(page: Page) -> Locator:
    """Return the box of a list."""
    return page.get_by_role("main").get_by_role("searchbox").first

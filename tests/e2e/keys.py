"""A keyboard and nothing else: Tab until the place has the focus, then the key that people press there."""

import re

from playwright.sync_api import Locator, Page, expect

_MOST = 150
_HAS_FOCUS = "one => one === document.activeElement"
_SAME_GROUP = "one => document.activeElement.type === 'radio' && document.activeElement.name === one.name"


def reach(target: Locator, *, by: str = _HAS_FOCUS) -> None:
    """Walk by Tab until the target has the focus.

    Raises:
        AssertionError: no Tab leads there.
    """
    expect(target).to_be_visible()
    for _ in range(_MOST):
        if target.evaluate(by):
            return
        target.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {target}.")


def press(target: Locator) -> None:
    """Press a button or follow a link."""
    reach(target)
    target.page.keyboard.press("Enter")


def write(target: Locator, words: str) -> None:
    """Write into a field in place of what stands there."""
    reach(target)
    target.page.keyboard.press("ControlOrMeta+a")
    target.page.keyboard.type(words)


def tick(target: Locator) -> None:
    """Tick a box."""
    reach(target)
    target.page.keyboard.press("Space")
    expect(target).to_be_checked()


def select(target: Locator) -> None:
    """Choose one of a group of radio buttons: one stop of Tab, then the arrows."""
    reach(target, by=_SAME_GROUP)
    keyboard = target.page.keyboard
    keyboard.press("Space")
    for _ in range(_MOST):
        if target.is_checked():
            return
        keyboard.press("ArrowDown")
    raise AssertionError(f"No arrow chooses {target}.")


def choose(target: Locator, option: str | re.Pattern[str], *, typed: str = "") -> None:
    """Choose one of a list that opens below its field; `typed` narrows the list down first."""
    reach(target)
    page = target.page
    if typed:
        page.keyboard.type(typed)
    else:
        page.keyboard.press("ArrowDown")
    wanted = page.get_by_role("option", name=option).first
    expect(wanted).to_be_visible()
    for _ in range(_MOST):
        if wanted.get_attribute("data-combobox-selected") is not None:
            page.keyboard.press("Enter")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"No arrow reaches {option} of {target}.")


def choose_in_menu(opener: Locator, item: str) -> None:
    """Open a menu and choose in it."""
    press(opener)
    page: Page = opener.page
    wanted = page.get_by_role("menuitem", name=item)
    expect(wanted).to_be_visible()
    for _ in range(_MOST):
        if wanted.evaluate(_HAS_FOCUS):
            page.keyboard.press("Enter")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"No arrow reaches {item}.")

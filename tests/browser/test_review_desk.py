"""The review desk by keyboard and mouse in a real browser, with its script and without."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.live import LiveDesk, wait_until

Violations = Callable[[Page], list[tuple[str, str, str]]]
QUEUE = "/admin/review/"


@pytest.fixture(scope="module")
def desk(live_desk: LiveDesk) -> LiveDesk:
    """A desk whose queue holds the moves of the seed."""
    assert live_desk.manage("ingest", "seeds").returncode == 0
    wait_until(lambda: len(live_desk.fetch("/api/v1/moves/").json()["results"]) > 2, "moves of the seed")
    return live_desk


@pytest.fixture
def open_desk(desk: LiveDesk, new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Signs the administrator in and opens the first move of the queue."""

    def open_signed_in(**options: Any) -> Page:
        page = new_page(**options)
        page.goto(f"{desk.address}/admin/login/?next={QUEUE}")
        page.fill("#id_username", desk.username)
        page.fill("#id_password", desk.password)
        with page.expect_navigation(url="**/admin/review/"):
            page.press("#id_password", "Enter")
        expect(page.locator("#decide")).to_be_visible()
        return page

    return open_signed_in


def press(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


@pytest.mark.parametrize(("key", "said"), [("a", "Approved: "), ("x", "Rejected: ")])
def test_a_key_decides_opens_the_next_and_another_undoes(open_desk: Callable[..., Page], key: str, said: str) -> None:
    page = open_desk()
    told = page.locator("h2.big").inner_text()
    press(page, key)
    expect(page.get_by_role("status")).to_contain_text(f"{said}{told}.")
    assert page.locator("h2.big").inner_text() != told
    press(page, "Backspace")
    expect(page.get_by_role("status")).to_contain_text(f"Undone: {told}.")
    assert page.locator("h2.big").inner_text() == told
    expect(page.locator(".rev")).to_contain_text("unreviewed")


def test_space_skips_and_decides_nothing(open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    told = page.locator("h2.big").inner_text()
    press(page, " ")
    assert page.locator("h2.big").inner_text() != told
    assert page.get_by_role("status").count() == 0


def test_keys_do_nothing_in_fields_nor_with_modifiers(open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    before = page.url
    page.focus("#note")
    page.keyboard.type("a x e ?")
    page.keyboard.press("Backspace")
    assert page.input_value("#note") == "a x e "
    page.focus("#slot-kind")
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    for key in ("Control+x", "Alt+a", "Meta+a", "Shift+e"):
        page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert page.url == before
    assert page.get_by_role("status").count() == 0
    page.keyboard.press("e")
    expect(page.locator("#slot-person")).to_be_focused()


def test_a_slot_in_focus_lights_its_words_and_takes_others(open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    lit = page.locator("mark.on")
    assert lit.count() == 0
    page.focus("#slot-person")
    names = lit.evaluate_all("marks => marks.map(mark => mark.dataset.names.split(', '))")
    assert names
    assert all("person" in of_mark for of_mark in names)
    expect(page.locator("#tip")).to_contain_text("The words of “person” are lit.")
    expect(page.locator("[data-main]")).to_have_text("Approve, next")
    person = page.locator("mark[data-names*=person] u").first
    page.focus("#slot-counterpart")
    assert page.locator("mark.on[data-names*=person]").count() == 0
    person.click()
    expect(page.locator("#slot-counterpart")).to_have_value(person.inner_text())
    expect(page.locator("#slot-counterpart")).to_be_focused()
    expect(page.locator("[data-main]")).to_have_text("Correct, next")
    page.focus("#slot-company")
    person.dblclick()
    assert page.input_value("#slot-company") in person.inner_text()


def test_help_opens_by_key_and_by_mouse_and_keys_rest_meanwhile(open_desk: Callable[..., Page]) -> None:
    page = open_desk()
    before = page.url
    help_text = page.get_by_role("dialog", name="Keys of the desk")
    page.keyboard.press("?")
    expect(help_text).to_be_visible()
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    expect(help_text).to_be_hidden()
    page.get_by_role("button", name="Help").click()
    expect(help_text).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(help_text).to_be_hidden()
    assert page.url == before


def test_without_script_the_buttons_do_all(open_desk: Callable[..., Page]) -> None:
    page = open_desk(java_script_enabled=False)
    told = page.locator("h2.big").inner_text()
    page.get_by_role("button", name="Help").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    page.fill("#slot-effective", "2024-02-30")
    page.get_by_role("button", name="Approve, next").click()
    expect(page.get_by_role("alert")).to_contain_text("effective: A real day, month or year")
    page.fill("#slot-effective", "2024-02-29")
    page.fill("#note", "by the calendar")
    page.get_by_role("button", name="Approve, next").click()
    expect(page.get_by_role("status")).to_contain_text("Corrected: ")
    page.get_by_role("button", name="Undo", exact=True).first.click()
    expect(page.get_by_role("status")).to_contain_text(f"Undone: {told}.")
    page.get_by_role("button", name="Skip").click()
    assert page.locator("h2.big").inner_text() != told


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390, 320])
def test_nothing_is_wrong_with_the_page_and_nothing_scrolls_sideways(
    open_desk: Callable[..., Page], axe: Violations, width: int, scheme: str
) -> None:
    page = open_desk(viewport={"width": width, "height": 844}, color_scheme=scheme)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.focus("#slot-company")
    assert axe(page) == []
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert axe(page) == []

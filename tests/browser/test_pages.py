"""Every page in a real browser: nothing for axe to find, nothing that scrolls sideways, in any width and light."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.live import LiveDesk, wait_until

Violations = Callable[[Page], list[tuple[str, str, str]]]

PUBLIC = [
    "/",
    "/?kind=departure&manner=resigned",
    "/?kind=nonsense",
    "/executives/",
    "/executives/jia-yangqing/",
    "/executives/jia-yangqing/?as_of=2021-01-01",
    "/companies/",
    "/companies/alibaba-group-holding/",
    "/companies/brightwell-foods/",
    "/moves/{move}/",
    "/articles/",
    "/articles/{article}/",
    "/articles/{failed}/",
    "/nowhere/",
    "/api/docs/",
    "/api/v1/",
    "/api/v1/moves/",
    "/api/v1/moves/?kind=nonsense&told_from=soon",
    "/api/v1/moves/{move}/",
    "/api/v1/articles/{article}/",
    "/api/v1/nowhere/",
    "/admin/login/",
]
SIGNED_IN = ["/", "/articles/upload/", "/api/v1/articles/", "/admin/review/", "/admin/review/{move}/"]
VIEWS = [
    pytest.param({"viewport": {"width": 1440, "height": 900}}, id="desk"),
    pytest.param({"viewport": {"width": 360, "height": 740}}, id="phone"),
    pytest.param({"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"}, id="desk, dark"),
    pytest.param({"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}, id="phone, dark"),
]
DJANGOS = "/admin/login/"  # Django's own page: it may scroll sideways


@pytest.fixture(scope="module")
def ids(live_desk: LiveDesk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """A move, its article and a failed one, by the names that the addresses above use."""
    article = tmp_path_factory.mktemp("articles") / "reyle.txt"
    article.write_text(
        "date 2021-06-14\nBrightwell Foods names finance chief\n"
        "Brightwell Foods has appointed Tomas Reyle as chief financial officer from 1 February 2021, the company said on "
        "Monday. He succeeds Marta Quill, who left Brightwell Foods on 31 January 2021."
    )
    ended = live_desk.manage("ingest", "seeds", str(article), "docs/company.png")
    assert ended.returncode == 1  # a picture is no article
    moves = wait_until(lambda: live_desk.fetch("/api/v1/moves/").json()["results"], "moves of the seed")
    failed = live_desk.fetch("/api/v1/articles/?state=failed").json()["results"]
    return {"move": moves[0]["id"], "article": moves[0]["claims"][0]["article"]["id"], "failed": failed[0]["id"]}


def complaints(page: Page, axe: Violations, address: str, path: str) -> list[str]:
    page.goto(address + path)
    found = [f"{path}: {rule}: {what}: {where}" for rule, what, where in axe(page)]
    wide, is_wider = page.viewport_size, page.evaluate("document.documentElement.scrollWidth > innerWidth")
    if is_wider and path != DJANGOS:
        found.append(f"{path} scrolls sideways at {wide}")
    return found


@pytest.mark.parametrize("view", VIEWS)
def test_pages_for_everyone(
    live_desk: LiveDesk, ids: dict[str, int], new_page: Callable[..., Page], axe: Violations, view: dict[str, Any]
) -> None:
    page = new_page(**view)
    assert [c for path in PUBLIC for c in complaints(page, axe, live_desk.address, path.format(**ids))] == []


@pytest.mark.parametrize("view", VIEWS)
def test_pages_for_those_signed_in(
    live_desk: LiveDesk, ids: dict[str, int], new_page: Callable[..., Page], axe: Violations, view: dict[str, Any]
) -> None:
    page = new_page(**view)
    page.goto(f"{live_desk.address}/admin/login/?next=/")
    page.fill("#id_username", live_desk.username)
    page.fill("#id_password", live_desk.password)
    page.press("#id_password", "Enter")
    page.wait_for_url(live_desk.address + "/")
    assert [c for path in SIGNED_IN for c in complaints(page, axe, live_desk.address, path.format(**ids))] == []


def test_the_pages_work_without_script_and_by_keyboard(
    live_desk: LiveDesk, ids: dict[str, int], new_page: Callable[..., Page]
) -> None:
    assert ids
    page = new_page(java_script_enabled=False)
    page.goto(f"{live_desk.address}/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to content"
    page.get_by_role("link", name="departures").first.click()
    assert "kind=departure" in page.url
    page.get_by_role("link", name="Jia Yangqing").first.click()
    page.wait_for_url("**/executives/jia-yangqing/")
    page.goto(f"{live_desk.address}/executives/tomas-reyle/")
    page.locator(".lanes").focus()
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Brightwell Foods"
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("class") == "tenure"

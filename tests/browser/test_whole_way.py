"""The whole way in a real browser: an article is handed in, its moves arrive, one is reviewed by key and is browsed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.live import LiveDesk

ARTICLE = (
    "date 2024-05-14 Harbourmaster changes hands at Tidewater\n"
    "Tidewater Terminals Ltd said on Monday that Ottilie Brandvold had resigned as chief executive. "
    "The port operator named Tomasz Wieczorek chief executive with effect from 1 June.\n"
)


def sign_in(page: Page, desk: LiveDesk, then: str) -> None:
    page.goto(f"{desk.address}/admin/login/?next={then}")
    page.fill("#id_username", desk.username)
    page.fill("#id_password", desk.password)
    page.press("#id_password", "Enter")
    page.wait_for_url(desk.address + then)


def look_until(page: Page, words: str) -> None:
    """Reload, as a visitor would, until the words are there."""
    for _ in range(60):
        if words in page.locator("main").inner_text():
            return
        page.wait_for_timeout(500)
        page.reload()
    pytest.fail(f"{words!r} did not arrive on {page.url}: {page.locator('main').inner_text()[:300]}")


@pytest.mark.parametrize("has_script", [pytest.param(True, id="by key"), pytest.param(False, id="without script")])
def test_from_upload_to_timeline(
    live_desk: LiveDesk, new_page: Callable[..., Page], tmp_path: Path, *, has_script: bool
) -> None:
    page = new_page(java_script_enabled=has_script)
    words = ARTICLE if has_script else ARTICLE.replace("Brandvold", "Eskildsen").replace("Wieczorek", "Zawadzki")
    leaver = "Ottilie Brandvold" if has_script else "Ottilie Eskildsen"
    (tmp_path / "tidewater.txt").write_text(words, encoding="utf-8")

    sign_in(page, live_desk, "/articles/upload/")
    page.set_input_files("#id_file", tmp_path / "tidewater.txt")
    page.get_by_role("button", name="Hand in").click()
    page.wait_for_url("**/articles/*/")
    look_until(page, leaver)
    expect(page.locator("main mark").first).to_be_visible()

    page.goto(f"{live_desk.address}/")
    expect(page.locator("main")).to_contain_text(leaver)
    page.get_by_role("link", name=leaver).first.click()
    page.wait_for_url("**/executives/*/")
    timeline = page.url
    expect(page.locator("main")).to_contain_text("unreviewed")

    move = live_desk.fetch(f"/api/v1/moves/?executive={timeline.rstrip('/').rsplit('/', 1)[1]}").json()["results"][0]
    page.goto(f"{live_desk.address}/admin/review/{move['id']}/")
    expect(page.locator("h2.big")).to_contain_text(leaver)
    with page.expect_navigation():
        if has_script:
            page.keyboard.press("a")
        else:
            page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("status")).to_contain_text("Approved: ")

    page.goto(timeline)
    reviewed = page.locator(".moves li").first
    expect(reviewed).to_contain_text("reviewed")
    expect(reviewed).not_to_contain_text("unreviewed")
    page.goto(f"{live_desk.address}/companies/tidewater-terminals-ltd/")
    expect(page.locator("main")).to_contain_text(leaver)

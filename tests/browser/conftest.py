"""A real Chromium for the browser tests, and axe-core to look at its pages."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.services import find_chromium

AXE = Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js"
# Debian's Chromium: playwright's own browsers come from a server of theirs, this one from the system's packages.
QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
Violation = tuple[str, str, str]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of the run; each test has a context, and so cookies and storage, of its own."""
    program = find_chromium()
    assert program, "no Chromium found: install it (on Debian: apt install chromium), or let `make test` do so"
    arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages in contexts of their own: `new_page(viewport={"width": 360, "height": 740}, color_scheme="dark")`.

    Options are those of playwright's `new_context`; `java_script_enabled=False` is one. An error in a page's script or
    a violation of its Content-Security-Policy fails the test at its end.
    """
    contexts = []
    complaints: list[str] = []

    def open_page(**options: Any) -> Page:
        context = chromium.new_context(**({"viewport": {"width": 1440, "height": 900}} | options))
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(f"{page.url}: {message.text}") if "Content Security Policy" in message.text else None
            ),
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page 1440 pixels wide, in the light."""
    return new_page()


@pytest.fixture
def axe() -> Callable[[Page], list[Violation]]:
    """Asks axe-core what is wrong with a page: rule, its help, and the first element, a tuple each; [] when all is well."""
    source = AXE.read_text(encoding="utf-8")

    def find_violations(page: Page) -> list[Violation]:
        # evaluate() runs beside the page's own scripts, so a strict Content-Security-Policy does not stop it.
        page.evaluate(source)
        found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [(one["id"], one["help"], one["nodes"][0]["html"]) for one in found["violations"]]

    return find_violations

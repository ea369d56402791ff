"""`.env.example` lists every variable that is read, by settings or by docker compose, and no other."""

import ast
import re

from tests.compose import COMPOSE_FILE
from tests.environment import DEFAULTS, ROOT

EXAMPLE_LINE = re.compile(r"#?(?P<name>[A-Z][A-Z0-9_]*)=(?P<value>.*)")


def read_example() -> dict[str, tuple[str, str]]:
    """The comment above each variable, and its value, by name."""
    found: dict[str, tuple[str, str]] = {}
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    for above, line in zip(["", *lines], lines, strict=False):
        match = EXAMPLE_LINE.fullmatch(line)
        if match:
            found[match["name"]] = (above.removeprefix("#").strip(), match["value"])
    return found


def names_read_by_settings() -> set[str]:
    """First arguments of all calls `env.<type>("NAME", ...)` in the settings."""
    tree = ast.parse((ROOT / "tracker" / "settings.py").read_text(encoding="utf-8"))
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
        and call.args[0].value.isupper()
    }


def names_read_by_compose() -> set[str]:
    return set(re.findall(r"(?<!\$)\$\{(\w+)", COMPOSE_FILE.read_text(encoding="utf-8")))


def test_every_variable_is_listed_and_no_other() -> None:
    assert set(read_example()) == names_read_by_settings() | names_read_by_compose()


def test_settings_read_all_that_compose_asks_for_except_its_own_password() -> None:
    assert names_read_by_compose() - names_read_by_settings() == {"POSTGRES_PASSWORD"}


def test_no_variable_is_read_that_settings_do_not_know() -> None:
    """DJANGO_SETTINGS_MODULE is Django's own, and named by the code itself."""
    read = {
        name
        for path in [ROOT / "manage.py", *(ROOT / "tracker").rglob("*.py")]
        for name in re.findall(
            r"(?:os\.environ(?:\.\w+\(|\[)|os\.getenv\()\s*[\"'](\w+)", path.read_text(encoding="utf-8")
        )
    }
    assert read - names_read_by_settings() == {"DJANGO_SETTINGS_MODULE"}


def test_each_variable_has_a_sentence_above_it() -> None:
    assert [name for name, (comment, _) in read_example().items() if not comment.endswith(".")] == []


def test_tests_give_every_variable_a_value_of_their_own() -> None:
    assert set(DEFAULTS) | {"TRACKER_DATA_DIR"} == names_read_by_settings()


def test_values_shown_are_the_defaults() -> None:
    shown = {name: value for name, (_, value) in read_example().items()}
    assert {name: shown[name] for name in DEFAULTS} == DEFAULTS

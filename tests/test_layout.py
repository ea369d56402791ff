"""The tree keeps the house's rules that no linter knows: names, sizes, tests beside what they test, nobody's machine."""

import re
import subprocess
from pathlib import Path

from tests.environment import ROOT

HOMELESS_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "base", "manager", "managers", "misc"}
LONGEST_MODULE = 400
TEST_FOLDERS_OF_THEIR_OWN = {"benchmarks", "browser", "faults", "gold"}
MODULES = sorted((ROOT / "tracker").rglob("*.py"))
# Registries' hosts and people's home folders; a lock or a note that names one works on one machine only.
MACHINE = re.compile(r"files\.pythonhosted\.org|pypi\.org/simple|registry\.npmjs\.org|/(?:home|root|Users)/\w|\.pyenv")
TEXT_SUFFIXES = {".py", ".md", ".toml", ".yml", ".yaml", ".in", ".lock", ".txt", ".html", ".css", ".js", ".json", ""}


def files_of_the_project() -> list[Path]:
    """What git would commit, now; in an archive without git, all files outside the folders that are built."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607  the git on the PATH
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not {".venv", "var"} & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in paths if path.is_file())


def test_the_package_itself_is_empty_so_that_the_engine_wakes_nothing() -> None:
    assert (ROOT / "tracker" / "__init__.py").read_text(encoding="utf-8") == ""


def test_no_module_is_named_for_want_of_a_name() -> None:
    assert [path for path in MODULES if path.stem in HOMELESS_NAMES or path.parent.name in HOMELESS_NAMES] == []


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    lengths = {
        path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES if "migrations" not in path.parts
    }
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_every_package_of_tests_is_a_package_of_the_tracker() -> None:
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    ours = {folder for folder in folders if folder.parts and folder.parts[0] not in TEST_FOLDERS_OF_THEIR_OWN}
    assert {folder for folder in ours if not (ROOT / "tracker" / folder).is_dir()} == set()


def test_no_package_is_empty() -> None:
    """A package that holds only its __init__.py was made for something that is not built."""
    packages = {path.parent for path in (ROOT / "tracker").rglob("*.py")}
    empty = {
        package
        for package in packages
        if all(path.name in ("__init__.py", "__pycache__") for path in package.iterdir())
        and not (package / "__init__.py").read_text(encoding="utf-8")
    }
    assert empty == set()


def test_no_file_knows_a_machine_or_a_registry() -> None:
    this = Path(__file__).name
    found = {
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in files_of_the_project()
        if path.suffix in TEXT_SUFFIXES and path.name != this and "vendor" not in path.parts
        for match in MACHINE.finditer(path.read_text(encoding="utf-8", errors="replace"))
    }
    assert found == set()

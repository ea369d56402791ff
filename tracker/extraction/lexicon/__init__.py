"""The engine's word lists: data files beside this one, each read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_table(name: str) -> dict[str, Any]:
    """The TOML file `name` of this folder as a table. Raises FileNotFoundError where there is none."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def load_words(name: str, key: str) -> frozenset[str]:
    """One list of words of the file `name`, in lower case, as a set."""
    return frozenset(load_table(name)[key])

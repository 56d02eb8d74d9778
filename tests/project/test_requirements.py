"""The pinned requirements are complete and exact: what pyproject.toml asks for, and all that it needs in turn, no more and no less."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _pins(name: str) -> dict[str, str]:
    pins = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        requirement, _, marker = line.partition(" ; ")
        if found := re.fullmatch(r"([A-Za-z0-9._-]+)==(\S+)", requirement):
            if not marker or Requirement(f"x ; {marker}").marker.evaluate():  # type: ignore[union-attr]
                pins[canonicalize_name(found[1])] = found[2]
        else:
            assert line == "-e .", f"{name}: {line} is not an exact pin"
    return pins


def _closure(direct: list[str]) -> dict[str, str]:
    """The installed version of everything the direct dependencies need on this machine."""
    found: dict[str, str] = {}
    waiting = [(Requirement(text), frozenset[str]()) for text in direct]
    while waiting:
        requirement, extras = waiting.pop()
        if requirement.marker and not any(requirement.marker.evaluate({"extra": extra}) for extra in (extras or {""})):
            continue
        name = canonicalize_name(requirement.name)
        if name in found and not requirement.extras:
            continue
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            pytest.fail(f"{name} is needed but not installed; run: pip install -r requirements.txt -r tests/requirements.txt")
        found[name] = installed.version
        waiting += [(Requirement(text), frozenset(requirement.extras)) for text in installed.requires or []]
    return found


STALE = "stale; compile it anew with: make requirements"


def test_requirements_are_the_closure_of_the_direct_dependencies() -> None:
    needed = _closure(PROJECT["project"]["dependencies"])
    pins = _pins("requirements.txt")
    assert {name: pins.get(name) for name in needed} == needed, f"requirements.txt is {STALE}"
    assert set(pins) <= set(needed), f"requirements.txt is {STALE}: {sorted(set(pins) - set(needed))} is not needed"


GROUPS = {"lab": "requirements/lab.txt", "notebooks": "requirements/notebooks.txt", "refresh": "requirements/refresh.txt"}


def _group(name: str) -> list[str]:
    """The direct requirements of a dependency group, those of the groups it includes among them."""
    found: list[str] = []
    for entry in PROJECT["dependency-groups"][name]:
        found += _group(entry["include-group"]) if isinstance(entry, dict) else [entry]
    return found


def test_test_requirements_are_the_closure_of_the_test_group() -> None:
    needed = _closure(_group("test"))
    pins = {**_pins("requirements.txt"), **_pins("tests/requirements.txt")}
    assert {name: pins.get(name) for name in needed} == needed, f"tests/requirements.txt is {STALE}"


@pytest.mark.parametrize("group", GROUPS)
def test_the_requirements_of_a_group_are_its_closure_and_stand_alone(group: str) -> None:
    needed = _closure(_group(group))
    assert _pins(GROUPS[group]) == needed, f"{GROUPS[group]} is {STALE}"


def test_one_environment_can_hold_every_list() -> None:
    seen: dict[str, str] = {}
    for name in ("requirements.txt", "tests/requirements.txt", *GROUPS.values()):
        for package, version in _pins(name).items():
            assert seen.setdefault(package, version) == version, f"{name} pins another {package}"


def test_who_builds_the_book_installs_no_laboratory_and_no_checker() -> None:
    pins = set(_pins("requirements.txt"))
    assert not pins & {"jupyterlab", "jupytext", "frictionless", "comtradeapicall", "wbgapi", "pytest"}


def test_direct_dependencies_are_pinned_as_they_are_named() -> None:
    pins = _pins("requirements.txt")
    for text in PROJECT["project"]["dependencies"]:
        requirement = Requirement(text)
        assert pins[canonicalize_name(requirement.name)] in requirement.specifier

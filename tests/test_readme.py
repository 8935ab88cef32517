"""The README says what is true of the program as it stands."""

import argparse
import re
from dataclasses import fields
from pathlib import Path

import pytest

from assistant.command_line.parser import _parser
from assistant.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def table_after(heading: str) -> list[list[str]]:
    """The rows of the first table under a heading, without its head."""
    section = README.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows]


def commands() -> dict[str, str]:
    """The commands of the program with their help."""
    (group,) = (
        action for action in _parser()._actions if isinstance(action, argparse._SubParsersAction)
    )
    return {choice.dest: choice.help or "" for choice in group._choices_actions}


def test_every_setting_stands_in_the_table() -> None:
    written = [row[0].strip("`") for row in table_after("Settings")]
    assert written == [PREFIX + setting.name.upper() for setting in fields(Settings)]


@pytest.mark.parametrize("row", table_after("Settings"), ids=lambda row: row[0])
def test_a_setting_is_described_as_in_the_program(row: list[str]) -> None:
    name, default, text = row
    setting = next(s for s in fields(Settings) if f"`{PREFIX}{s.name.upper()}`" == name)
    assert setting.metadata["help"].split(" Default:")[0] == text
    if setting.default:
        assert default == f"`{setting.default}`"
    else:
        assert default == "none" or default.startswith("the user's ")


def test_every_command_stands_in_the_table() -> None:
    written = [row[0].strip("`").split()[0] for row in table_after("Commands")]
    assert sorted(written) == sorted(commands())


def test_what_the_readme_points_to_is_there() -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_make_knows_every_target_that_the_readme_names() -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = set(re.findall(r"\bmake ([a-z]+)", README.replace("`make`", "")))
    assert named - set(targets) == set()

import ast
from pathlib import Path

import pytest

from assistant.retrieval import constants
from benchmarks.sweep import TABLE

SWEPT = {name for row in TABLE for name in row.names}
FITTED = {"FOUND", "OWN_BACKGROUND", "ACROSS_SHARE"}


def documented() -> dict[str, str]:
    """What stands under each constant, by its name."""
    body = ast.parse(Path(constants.__file__).read_text("utf-8")).body
    found = {}
    for at, statement in enumerate(body):
        if isinstance(statement, ast.Assign):
            below = body[at + 1] if at + 1 < len(body) else None
            is_text = isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
            text = str(below.value.value) if is_text else ""  # type: ignore[union-attr]
            for target in ast.walk(statement.targets[0]):
                if isinstance(target, ast.Name):
                    found[target.id] = " ".join(text.split())
    return found


def test_every_constant_is_documented() -> None:
    assert documented().keys() == {name for name in vars(constants) if name.isupper()}
    assert all(documented().values())


@pytest.mark.parametrize("name", documented())
def test_a_constant_says_which_script_measures_it_or_why_none_does(name: str) -> None:
    scripts = {
        "benchmarks/sweep.py": name in SWEPT,
        "benchmarks/chance.py": name in FITTED,
        "Not measured:": name not in SWEPT | FITTED,
    }
    assert {script for script, is_named in scripts.items() if is_named} == {
        script for script in scripts if script in documented()[name]
    }


def test_the_scripts_measure_nothing_that_is_no_constant() -> None:
    assert documented().keys() >= SWEPT | FITTED

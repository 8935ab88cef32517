"""What a wheel carries: the three packages with the page's files, and nothing else."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("assistant", "embeddings", "web")
PARTS = (*PACKAGES, "samples", "tests/doubles.py", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The names in a wheel built from a copy, so that nothing is left in the tree."""
    copy, built = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("built")
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (copy / part).parent.mkdir(exist_ok=True)
            shutil.copy(source, copy / part)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    build = [
        *pip,
        "--no-build-isolation",
        "--no-deps",
        "--no-index",
        "--wheel-dir",
        str(built),
        ".",
    ]
    done = subprocess.run(build, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = built.glob("pincite-*.whl")
    with zipfile.ZipFile(path) as archive:
        return frozenset(archive.namelist())


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_is_in_the_wheel(wheel: frozenset[str], package: str) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / package).rglob("*.py")}
    assert modules - wheel == set()


@pytest.mark.parametrize("folder", ["templates", "static"])
def test_the_page_is_in_the_wheel(wheel: frozenset[str], folder: str) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "web" / folder).rglob("*")
        if path.is_file()
    }
    assert files != set()
    assert files - wheel == set()


def test_nothing_else_is_in_the_wheel(wheel: frozenset[str]) -> None:
    tops = {name.split("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(PACKAGES)


def test_the_licence_is_in_the_wheel(wheel: frozenset[str]) -> None:
    assert [name for name in wheel if name.endswith("/licenses/LICENSE")] != []


def imported() -> dict[str, str]:
    """Every foreign package that a module of ours imports, with one such module."""
    found: dict[str, str] = {}
    for path in (path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            else:
                continue
            found |= {name.split(".")[0]: path.relative_to(ROOT).as_posix() for name in names}
    ours = {*PACKAGES, *sys.stdlib_module_names}
    return {name: path for name, path in found.items() if name not in ours}


def normalised(distribution: str) -> str:
    return re.split(r"[<>=!~;\[ ]", distribution)[0].lower().replace("_", "-")


def test_every_import_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {normalised(entry) for entry in project["dependencies"]}
    known = packages_distributions()
    undeclared = {
        name: path
        for name, path in imported().items()
        if declared.isdisjoint(normalised(distribution) for distribution in known.get(name, []))
    }
    assert undeclared == {}
    # FastAPI asks for it at the first form, without an import of ours.
    assert "python-multipart" in declared

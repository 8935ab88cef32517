"""The law of the house: where imports may point, and what nothing may be called."""

import ast
import graphlib
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("embeddings", "assistant", "web")

# The rooms from the ground up; a room may import those before it, and itself.
FLOORS = (
    ("assistant.errors", "assistant.threads", "assistant.language", "embeddings"),
    ("assistant.documents",),
    ("assistant.questions", "assistant.library"),
    ("assistant.retrieval",),
    ("assistant.citations",),
    ("assistant.answers",),
    ("assistant.keeping",),
    ("assistant.indexing",),
    ("assistant.evaluation",),
    ("assistant",),
    ("assistant.command_line",),
    ("web",),
)

# What a room may do without, although it stands higher.
APART = {"embeddings": {"assistant"}, "assistant.documents": {"embeddings"}}


FORBIDDEN = {
    "util", "utils", "helper", "helpers", "common", "manager", "base", "core", "data",
    "info", "process", "handle", "handler",
}  # fmt: skip

THREADS = {"threading.Thread", "threading.Timer", "Thread", "Timer"}

EMPTY_VERBS = {"process", "handle", "manage"}

# A question asked of a prepared library must be answered in a moment.
HEAVY = (
    "torch", "transformers", "sentence_transformers", "onnx", "fastapi", "starlette", "openai",
)  # fmt: skip


def paths(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = [path for package in PACKAGES for path in paths(package)]


def offences(judge: Callable[[Path], list[str]]) -> dict[str, list[str]]:
    """What a law finds fault with, by module."""
    found = {name_of(path): judge(path) for path in MODULES}
    return {name: faults for name, faults in found.items() if faults}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Our own modules that a module imports, wherever in it."""
    package = name_of(path).split(".") if path.stem == "__init__" else name_of(path).split(".")[:-1]
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*start, *([node.module] if node.module else [])])
            found = [f"{module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name for name in found if name.split(".")[0] in PACKAGES)


def inside(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def room_of(name: str) -> str:
    """The innermost room that a module stands in."""
    return max((room for room in FLOOR if inside(name, room)), key=len)


def allowed(name: str, room: str) -> bool:
    """Whether a room may import something: what is its own, and what stands lower."""
    other = room_of(name)
    if any(inside(name, apart) for apart in APART.get(room, ())):
        return False
    return other == room or FLOOR[other] < FLOOR[room]


def test_imports_point_downwards() -> None:
    def upward(path: Path) -> list[str]:
        room = room_of(name_of(path))
        return [name for name in imports(path) if not allowed(name, room)]

    assert offences(upward) == {}


def silent_threads(tree: ast.AST) -> list[str]:
    """Threads and timers whose end is not `accounted` for, as their lines."""
    begun = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in THREADS
    ]
    accounts = {"accounted"} | {
        ast.unparse(node.targets[0])
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("accounted(")
    }
    return [
        f"line {node.lineno}"
        for node in begun
        if not accounts.intersection(
            name.id for name in ast.walk(node) if isinstance(name, ast.Name)
        )
    ]


def test_every_thread_tells_its_end() -> None:
    assert offences(lambda path: silent_threads(parsed(path))) == {}


def test_the_law_sees_a_silent_thread() -> None:
    code = "work = accounted(a)\nthreading.Thread(target=work)\nthreading.Timer(1, b)"
    assert silent_threads(ast.parse(code)) == ["line 3"]


def test_the_law_sees_an_upward_import() -> None:
    assert not allowed("assistant.answers.answer.Answer", "assistant.retrieval")
    assert not allowed("assistant.settings.Settings", "assistant.documents")
    assert not allowed("web.pages", "assistant")
    assert not allowed("assistant.library.terms", "assistant.questions")
    assert not allowed("assistant.errors.LibraryError", "embeddings")
    assert allowed("assistant.errors.NotReadable", "assistant.documents")


def module_of(name: str) -> str:
    """The module that an import reaches: itself, or the one that defines what is imported."""
    modules = {name_of(path) for path in MODULES}
    while name not in modules:
        name = name.rpartition(".")[0]
    return name


def circle(imported: Mapping[str, set[str]]) -> list[str]:
    """Modules of which each imports the next, the last one the first; none where there are none."""
    try:
        graphlib.TopologicalSorter(imported).prepare()
    except graphlib.CycleError as found:
        return list(found.args[1])
    return []


def test_no_modules_import_each_other_in_a_circle_not_even_inside_functions() -> None:
    imported = {name_of(path): {module_of(name) for name in imports(path)} for path in MODULES}
    assert circle(imported) == []


def test_the_law_sees_a_circle() -> None:
    straight = {"a": {"b"}, "b": {"c"}, "c": set[str]()}
    assert circle(straight) == []
    assert set(circle(straight | {"c": {"a"}})) == {"a", "b", "c"}


def local_imports(path: Path) -> list[str]:
    """Imports inside functions without their reason behind them or in a comment above."""
    lines = path.read_text("utf-8").splitlines()
    functions = (node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef))
    found = {
        node.lineno - 1
        for function in functions
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    }
    return [
        lines[line].strip()
        for line in sorted(found)
        if "  # " not in lines[line] and not lines[line - 1].strip().startswith("# ")
    ]


def test_an_import_inside_a_function_says_why_it_stands_there() -> None:
    assert offences(local_imports) == {}


STORE, CHOOSER = "assistant.library.sqlite", "assistant.library.opening"


def test_one_place_alone_knows_which_store_there_is() -> None:
    def stores(path: Path) -> list[str]:
        return [name for name in imports(path) if inside(name, STORE)]

    found = {name for name in offences(stores) if not inside(name, STORE)}
    assert found == {CHOOSER}


def test_every_module_says_what_it_is() -> None:
    assert [name_of(path) for path in MODULES if not ast.get_docstring(parsed(path))] == []


ACTS = (ast.For, ast.While, ast.With, ast.Try, ast.Delete, ast.Assert, ast.Expr)


def acts(path: Path) -> list[str]:
    """What a module's body does beyond defining, naming and completing its own constants."""
    body = parsed(path).body
    own = {
        target.id
        for node in body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [
        ast.unparse(node)
        for node in body
        if isinstance(node, ACTS)
        and not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        and not (isinstance(node, ast.Expr) and ast.unparse(node).split(".")[0] in own)
    ]


def test_importing_a_module_does_nothing() -> None:
    assert offences(acts) == {}


def words_of(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)]


def is_empty(name: str, *, verb: bool) -> bool:
    """Whether a name says nothing: any such word in a noun, the whole or the verb of a function."""
    words = words_of(name)
    if verb:
        return words[0] in EMPTY_VERBS or "_".join(words) in FORBIDDEN
    return not FORBIDDEN.isdisjoint(words)


def empty_names(path: Path) -> list[str]:
    nouns = name_of(path).split(".")
    verbs: list[str] = []
    for node in parsed(path).body:
        if isinstance(node, ast.ClassDef):
            nouns.append(node.name)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            verbs.append(node.name)
    return [name for name in nouns if is_empty(name, verb=False)] + [
        name for name in verbs if is_empty(name, verb=True)
    ]


def test_nothing_has_an_empty_name() -> None:
    assert offences(empty_names) == {}


@pytest.mark.parametrize(
    ("name", "verb", "expected"),
    [
        ("DocumentManager", False, True),
        ("HTTPHandler", False, True),
        ("text_utils", False, True),
        ("metadata", False, False),
        ("_process_pages", True, True),
        ("helper", True, True),
        ("is_data_table", True, False),
        ("base_of", True, False),
    ],
)
def test_a_name_is_judged_by_its_words(name: str, verb: bool, expected: bool) -> None:
    assert is_empty(name, verb=verb) is expected


def loaded_by(code: str) -> set[str]:
    """The heavy modules that a fresh interpreter has loaded after running `code`."""
    report = f"import sys; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    ran = subprocess.run(
        [sys.executable, "-c", f"{code}\n{report}"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(ran.stdout.split("\n")[-2].split())


def test_the_command_line_loads_nothing_heavy() -> None:
    assert (
        loaded_by("import assistant.command_line.parser, assistant.service, web.__main__") == set()
    )


@pytest.mark.real
def test_a_question_is_answered_without_torch_and_without_the_page(tmp_path: Path) -> None:
    (tmp_path / "moon.txt").write_text("The moon pulls at the sea and makes the tides.\n", "utf-8")
    run = (
        "import os; from assistant.command_line.parser import main; "
        "code = main({arguments!r}, environment={{}}); assert code == 0, code; print()"
    )
    library = ["--library", str(tmp_path / "library")]
    loaded_by(run.format(arguments=[*library, "index", str(tmp_path / "moon.txt")]))
    question = run.format(arguments=[*library, "ask", "What makes the tides?"])
    assert loaded_by(question) == set()

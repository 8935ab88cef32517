import dataclasses
import inspect
import re
from pathlib import Path
from typing import cast

import pytest
from jinja2 import nodes
from jinja2.meta import find_referenced_templates

from web import pages
from web.pages import ENVIRONMENT

TEMPLATES = Path(pages.__file__).parent / "templates"
PAGES: list[type[pages.ChatPage]] = [
    cast(type[pages.ChatPage], page)
    for _, page in inspect.getmembers(pages, dataclasses.is_dataclass)
    if isinstance(getattr(page, "template", None), str)
]


def used(name: str) -> set[str]:
    """The fields of `page` that a template and all that it includes name."""
    tree = ENVIRONMENT.parse((TEMPLATES / name).read_text("utf-8"))
    found = {
        str(node.attr)
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "page"
    }
    for other in find_referenced_templates(tree):
        assert other is not None
        found |= used(other)
    return found


@pytest.mark.parametrize("kind", PAGES)
def test_every_field_of_a_page_is_shown_and_every_shown_field_exists(
    kind: type[pages.ChatPage],
) -> None:
    fields = {field.name for field in dataclasses.fields(kind)}
    shown = used(kind.template) | used(kind.fragment)
    # Partials are shared: a card also stands on pages without candidates.
    assert fields <= shown
    asked = {"quoted_above", "limit_to", "by_speaker", "by_year", "earlier", "later"}
    assert shown - fields <= {"template", "candidates", "answer", *asked}


def test_every_template_belongs_to_a_page() -> None:
    named = {page.template for page in PAGES} | {page.fragment for page in PAGES}
    named |= {"base.html"}
    text = "".join(path.read_text("utf-8") for path in TEMPLATES.iterdir())
    named |= set(re.findall(r'"(_\w+\.html)"', text))
    assert {path.name for path in TEMPLATES.iterdir()} == named


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_templates_hold_no_inline_code_and_nothing_unescaped(path: Path) -> None:
    text = path.read_text("utf-8")
    assert "|safe" not in text.replace(" ", "")
    assert "autoescape" not in text
    assert not re.search(r"""\s(style|on\w+)=["']""", text)
    assert "<style" not in text
    assert not re.search(r"<script(?! type=.module. src=)", text)
    assert "http://" not in text
    assert "https://" not in text


def test_static_files_ask_nobody_else() -> None:
    for path in (TEMPLATES.parent / "static").iterdir():
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http:" not in text, path
        assert "https:" not in text, path
        assert "@import" not in text, path

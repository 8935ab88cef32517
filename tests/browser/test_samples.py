"""The whole program in a real browser: the sample documents, asked and opened at their places."""

import io
import re
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.citations.citation import Citation
from assistant.service import Assistant
from tests.browser.conftest import Open, served, visiting

pytestmark = [pytest.mark.browser, pytest.mark.real]

Shoot = Callable[[Page, str], None]
ON_POLICING = "what was said about policing"


@pytest.fixture(scope="module")
def address(sample_assistant: Assistant) -> Iterator[str]:
    with served(sample_assistant) as (address, _):
        yield address


@pytest.fixture
def visit_samples(browser: Browser, address: str) -> Iterator[Open]:
    with visiting(browser, address) as opened:
        yield opened


def ask(page: Page, question: str) -> None:
    page.get_by_role("textbox", name="Question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".ask")).to_contain_text(question)


def choose(page: Page, number: int) -> None:
    """Click the citation of this number and wait until nothing moves any more."""
    link = page.locator("a.cite").filter(has_text=re.compile(rf"^{number}$"))
    link.click()
    expect(link).to_have_attribute("aria-current", "true")
    page.wait_for_function(
        """() => {
            const box = document.querySelector("#source .selected[id]").getBoundingClientRect();
            const pane = document.querySelector("#pages").getBoundingClientRect();
            const still = window.before === box.top;
            window.before = box.top;
            return still && box.top >= pane.top && box.bottom <= pane.bottom;
        }""",
        polling=150,
    )


def expect_selected(page: Page, citation: Citation, assistant: Assistant) -> Locator:
    """The paragraph of the citation is the one selected, whole, and before the reader's eyes."""
    paragraph = assistant.show(citation.paragraph_id).paragraph
    chosen = page.locator("#source .selected[id]")
    expect(chosen).to_have_count(1)
    expect(chosen).to_have_attribute("id", paragraph.anchor)
    expect(chosen).to_be_in_viewport(ratio=0.99)
    parts = page.locator("#source .selected text, #source .sheet .selected")
    mark = page.locator("#source .sheet .selected .mark")
    shown = " ".join(" ".join(parts.all_text_contents()).split())
    if mark.count():
        shown = shown.removeprefix(mark.text_content() or "")
    assert shown == " ".join(paragraph.text.split())
    assert citation.quote in paragraph.text
    return chosen


RECTANGLES = """element => {
    if (element.tagName !== "path")
        return [...element.getClientRects()].map(r => [r.left, r.top, r.right, r.bottom]);
    const at = element.getScreenCTM();
    return element.getAttribute("d").split("M").slice(1).map(part => {
        const [x0, y0, x1, y1] = part.match(/[0-9.]+/g).map(Number);
        const [a, b] = [new DOMPoint(x0, y0), new DOMPoint(x1, y1)].map(p => p.matrixTransform(at));
        return [a.x, a.y, b.x, b.y];
    });
}"""
"""Where each line of a highlight is, in pixels of the window."""


def colours(page: Page, highlight: Locator) -> list[tuple[float, float]]:
    """The shares of amber and of dark pixels under each line of a highlight."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    found = []
    for rectangle in highlight.evaluate(RECTANGLES):
        seen = np.asarray(picture.crop(tuple(map(round, rectangle))), dtype=np.int16)
        amber = np.abs(seen - (255, 216, 104)).max(axis=2) < 40
        dark = seen.max(axis=2) < 140
        found.append((float(amber.mean()), float(dark.mean())))
    return found


def loaded(page: Page) -> None:
    """The picture of the selected page is there."""
    page.wait_for_function(
        """() => {
            const chosen = document.querySelector(".leaf .selected[id]");
            const picture = chosen && chosen.closest(".paper").querySelector("img");
            return picture && picture.complete && picture.naturalWidth > 0;
        }"""
    )
    # Loaded is not yet drawn.
    page.evaluate(
        """async () => {
            await document.querySelector(".leaf .selected[id]").closest(".paper")
                .querySelector("img").decode();
            await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
        }"""
    )


@pytest.mark.long
def test_every_citation_of_a_broad_question_opens_its_paragraph(
    visit_samples: Open, sample_assistant: Assistant, shoot: Shoot
) -> None:
    citations = sample_assistant.ask(ON_POLICING).citations
    assert len(citations) >= 3
    page = visit_samples("/")
    shoot(page, "samples-welcome")
    ask(page, ON_POLICING)
    expect(page.locator("a.cite")).to_have_count(len(citations))
    for citation in citations:
        choose(page, citation.number)
        expect_selected(page, citation, sample_assistant)
        shoot(page, f"samples-policing-{citation.number}")


@pytest.mark.long
@pytest.mark.parametrize(
    ("question", "file", "words"),
    [
        pytest.param(
            "How much was set aside for the training of officers?",
            "forum-report.pdf",
            "1.2 million crowns have been set aside for the training of officers",
            id="pdf",
        ),
        pytest.param(
            "What does the rota of interpreters cost an hour?",
            "minutes-third-sitting.docx",
            "at 45 crowns an hour.",
            id="docx",
        ),
        pytest.param(
            "When must a complaint be answered?",
            "charter-on-policing.html",
            "answered in writing within twenty working days.",
            id="html",
        ),
        pytest.param(
            "Who meets at the pump on Monday mornings?",
            "notes-field-visit.md",
            "Three women, one from each community, meet at the pump on Monday mornings",
            id="markdown",
        ),
        pytest.param(
            "Why had families been asked to sign forms in the shelter?",
            "page-14.txt",
            "families who had lost all three were being asked to sign forms",
            id="text",
        ),
    ],
)
def test_answer_is_selected_in_its_document(
    question: str,
    file: str,
    words: str,
    visit_samples: Open,
    sample_assistant: Assistant,
    shoot: Shoot,
) -> None:
    citation = sample_assistant.ask(question).citations[0]
    assert citation.document == file
    page = visit_samples("/")
    ask(page, question)
    choose(page, 1)
    expect_selected(page, citation, sample_assistant)
    expect(page.locator(".says q").first).to_contain_text(words)
    if file.endswith(".pdf"):
        loaded(page)
        lines = colours(page, page.locator("#source .quoted"))
    else:
        expect(page.locator("#source .selected mark")).to_have_text(citation.quote)
        lines = colours(page, page.locator("#source .selected mark"))
    shoot(page, f"samples-{file.rpartition('.')[2]}")
    # Words lie under every line of it: no stretch of it is empty, and none lies beside them.
    assert [(amber, dark) for amber, dark in lines if amber < 0.5 or not 0.02 < dark < 0.4] == []


def test_what_is_nowhere_is_not_found(
    visit_samples: Open, sample_assistant: Assistant, shoot: Shoot
) -> None:
    counts = sample_assistant.library.counts()
    page = visit_samples("/")
    ask(page, "what was said about fisheries")
    expect(page.get_by_role("heading", name="Not found in your documents")).to_be_visible()
    expect(page.locator(".absence")).to_contain_text(
        f"{counts.paragraphs} paragraphs in {counts.documents} documents were searched."
    )
    expect(page.locator("a.cite")).to_have_count(0)
    expect(page.locator("#source .selected")).to_have_count(0)
    shoot(page, "samples-not-found")

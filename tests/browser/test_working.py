"""Adding, indexing, keeping; a server that is gone; documents that mean harm; print."""

import threading
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.answers.exchange import Message
from assistant.errors import LanguageModelError
from embeddings.encoder import Encoder
from tests.answers.scripted_model import SaidModel
from tests.browser.conftest import Open, Site, served, visiting
from tests.conftest import Held, OpenForum
from tests.forum import PATROLS, QUESTION, HeldEncoder

pytestmark = pytest.mark.browser

Shoot = Callable[[Page, str], None]


def test_chosen_file_is_added_and_can_be_asked(
    visit: Open, site: Site, tmp_path: Path, shoot: Shoot
) -> None:
    notes = tmp_path / "harbour notes.txt"
    notes.write_text("The harbour froze twice.\nFerries waited.")
    page = visit("/library")
    shoot(page, "library")
    page.get_by_label("Files to add").set_input_files(notes)
    expect(page.get_by_role("link", name="harbour notes.txt")).to_be_visible()
    page.goto("/?q=harbour froze")
    expect(page.locator(".says q")).to_have_text("The harbour froze twice.")


def test_indexing_is_watched_until_it_is_done(browser: Browser, held: Held) -> None:
    with served(held.assistant) as (address, _), visiting(browser, address) as visit:
        page = visit("/library")
        page.get_by_role("button", name="Look for changes").click()
        expect(page.locator("progress")).to_be_visible()
        expect(page.locator("#indexing")).to_contain_text("0 of 1 file")
        held.encoder.go_on.set()
        expect(page.locator(".outcomes")).to_contain_text("annual report.txt added")
        expect(page.locator("progress")).to_be_hidden()


def test_citation_is_kept_without_leaving_the_place(visit: Open, site: Site) -> None:
    page = visit(f"/?q={QUESTION}")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".toast")).to_have_text("Kept")
    expect(page.locator("#kept .badge")).to_have_text("1")
    assert [kept.question for kept in site.assistant.kept.selections()] == [QUESTION]
    page.get_by_role("link", name="Kept").click()
    expect(page.locator(".kept q")).to_contain_text("fund the training of police officers")


class SlowModel(SaidModel):
    """Says nothing before `go_on` is set."""

    def __init__(self, pieces: list[str], error: Exception) -> None:
        super().__init__(pieces, error)
        self.go_on = threading.Event()

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        assert self.go_on.wait(20)
        yield from super().stream(messages)


def test_language_model_writes_below_the_quotations_while_the_reader_goes_on(
    browser: Browser, open_forum: OpenForum, encoder: Encoder, shoot: Shoot
) -> None:
    asked = HeldEncoder(encoder)
    said = f"{PATROLS.removesuffix('.')} [2].\nPatrols restored trust [2].\n"
    model = SlowModel([said], LanguageModelError("The language model stopped early."))
    assistant = open_forum(encoder=asked, model=model)
    anchor = assistant.view("minutes").paragraphs[2].anchor
    with served(assistant) as (address, _), visiting(browser, address) as visit:
        page = visit(f"/?q={QUESTION}")
        written = page.locator("#written")
        expect(page.locator(".answer .says")).to_have_count(2)
        expect(written).to_contain_text("Reading the quoted paragraphs")
        # The selection moves while nothing is written yet, and the same sentences come then.
        page.locator(".answer a.cite").nth(1).click()
        expect(page.locator(".answer a.cite").nth(1)).to_have_attribute("aria-current", "true")
        model.go_on.set()
        expect(written.locator(".says")).to_have_count(2)
        expect(written.locator(".notice")).to_have_text("The language model stopped early.")
        expect(written).not_to_contain_text("Reading")
        expect(written.locator(".unsupported a")).to_have_count(0)
        assert asked.questions == [QUESTION] * 2
        assert len(model.asked) == 1
        shoot(page, "written")
        written.get_by_role("link", name="Source a").click()
        expect(page.locator("#source .selected")).to_have_attribute("id", anchor)
        expect(written.locator(".says")).to_have_count(2)


def test_server_that_is_gone_is_told(visit: Open, site: Site) -> None:
    page = visit(f"/?q={QUESTION}")
    page.wait_for_load_state("networkidle")
    site.stop()
    page.locator("a.cite").nth(1).click()
    expect(page.get_by_role("alert")).to_contain_text("Pincite is not running")
    complaints: list[str] = visit.complaints  # type: ignore[attr-defined]
    assert all("ERR_CONNECTION_REFUSED" in complaint for complaint in complaints)
    complaints.clear()


@pytest.mark.long
@pytest.mark.parametrize(
    "path", ["/?q=zebra", "/?q=zebra&mode=mentions", "/documents/hostile", "/library", "/"]
)
def test_documents_that_mean_harm_do_none(visit: Open, path: str) -> None:
    page = visit(path)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    own = page.url.split("/")[2]
    assert {url.split("/")[2] for url in asked} == {own}
    assert page.evaluate("window.harmed === undefined")


def test_printing_shows_the_source_alone_with_its_highlight(visit: Open, site: Site) -> None:
    page = visit(f"/?q={QUESTION}")
    page.emulate_media(media="print")
    expect(page.locator("#chat")).to_be_hidden()
    expect(page.locator(".top")).to_be_hidden()
    assert [
        leaf.get_attribute("id") for leaf in page.locator(".leaf").all() if leaf.is_visible()
    ] == ["page-2"]
    lines = page.locator(".selected .lines")
    assert lines.evaluate("element => getComputedStyle(element).printColorAdjust") == "exact"
    assert page.pdf().startswith(b"%PDF")


def test_reader_who_wants_less_motion_gets_none(visit: Open) -> None:
    page = visit(f"/?q={QUESTION}", reduced_motion="reduce")
    assert page.locator("#pages").evaluate("e => getComputedStyle(e).scrollBehavior") == "auto"


def test_zoom_changes_the_page_and_keeps_the_selection_in_view(visit: Open) -> None:
    page = visit(f"/?q={QUESTION}")
    before = page.locator("#page-2").bounding_box()
    page.get_by_role("button", name="Larger").click()
    after = page.locator("#page-2").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > before["width"]
    expect(page.locator("#zoomed")).to_have_text("125 %")
    expect(page.locator(".selected .lines")).to_be_in_viewport()

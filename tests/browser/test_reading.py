"""Ask, choose a citation, and see the paragraph: with and without script."""

import re
from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open, Site
from tests.forum import QUESTION

pytestmark = pytest.mark.browser

Shoot = Callable[[Page, str], None]


def paragraph(page: Page, site: Site, document: str, ordinal: int) -> Locator:
    anchor = site.assistant.view(document).paragraphs[ordinal].anchor
    return page.locator(f"#source [id='{anchor}']")


def in_view(chosen: Locator) -> bool:
    """Within the source pane's window, which is what the reader sees of it."""
    return bool(
        chosen.evaluate(
            """element => {
                const box = element.getBoundingClientRect();
                const pane = document.querySelector("#pages").getBoundingClientRect();
                return box.top >= pane.top && box.bottom <= Math.min(pane.bottom, innerHeight)
                    && box.left >= 0 && box.right <= innerWidth && box.height > 0;
            }"""
        )
    )


def expect_selected(page: Page, site: Site, document: str, ordinal: int) -> None:
    chosen = paragraph(page, site, document, ordinal)
    expect(chosen).to_have_class(re.compile(r"\bselected\b"))
    # In the pane, and still: a gentle scroll begins late on a busy machine.
    page.wait_for_function(
        """id => {
            const box = document.getElementById(id).getBoundingClientRect();
            const pane = document.querySelector("#pages").getBoundingClientRect();
            const still = window.before === box.top;
            window.before = box.top;
            return still && box.top >= pane.top && box.bottom <= pane.bottom;
        }""",
        arg=site.assistant.view(document).paragraphs[ordinal].anchor,
        polling=120,
    )
    assert in_view(chosen)


def ask(page: Page, question: str = QUESTION) -> None:
    page.get_by_role("textbox", name="Question").fill(question)
    page.get_by_role("textbox", name="Question").press("Enter")
    page.locator(".tabs").wait_for()


def test_question_selects_the_target_and_a_citation_moves_the_selection(
    visit: Open, site: Site, shoot: Shoot
) -> None:
    page = visit("/")
    shoot(page, "welcome")
    ask(page)
    expect_selected(page, site, "report", 7)
    shoot(page, "answer")
    page.locator("a.cite").nth(1).click()
    expect(page.locator("a.cite").nth(1)).to_have_attribute("aria-current", "true")
    expect_selected(page, site, "minutes", 2)
    # Focus follows the reader's choice into the source, and the choice is told.
    assert page.evaluate("document.activeElement.closest('#source') !== null")
    expect(page.locator("#live")).to_contain_text("Result 2 of 5, strong match")
    page.go_back()
    expect_selected(page, site, "report", 7)
    page.go_back()
    expect(page.locator(".welcome")).to_be_visible()


@pytest.mark.parametrize("path", [f"/?q={QUESTION}", "chosen"])
def test_selection_is_in_view_without_script(visit: Open, site: Site, path: str) -> None:
    if path == "chosen":
        page = visit(f"/?q={QUESTION}", java_script_enabled=False)
        page.locator("a.candidate").nth(1).click()
        chosen = paragraph(page, site, "minutes", 2)
    else:
        page = visit(path, java_script_enabled=False, height=600)
        chosen = paragraph(page, site, "report", 7)
    assert "selected" in (chosen.get_attribute("class") or "")
    page.wait_for_timeout(300)
    box, pane = chosen.bounding_box(), page.locator("#pages").bounding_box()
    assert box is not None
    assert pane is not None
    assert pane["y"] <= box["y"] <= pane["y"] + pane["height"] - box["height"]


def test_fragment_alone_selects_in_a_far_page_without_script(visit: Open, site: Site) -> None:
    far = site.assistant.view("report").paragraphs[-1]
    page = visit(f"/documents/report#{far.anchor}", java_script_enabled=False)
    lines = page.locator(f"[id='{far.anchor}'] .lines")
    assert lines.evaluate("element => getComputedStyle(element).fill") == "rgb(255, 240, 191)"
    expect(lines).to_be_in_viewport()


def test_fragment_alone_becomes_a_selection_with_script(visit: Open, site: Site) -> None:
    far = site.assistant.view("report").paragraphs[-1]
    page = visit(f"/documents/report#{far.anchor}")
    expect_selected(page, site, "report", far.ordinal)
    assert f"p={far.paragraph_id}" in page.url


def test_highlight_lies_on_its_words(visit: Open, site: Site) -> None:
    page = visit(f"/?q={QUESTION}")
    expect_selected(page, site, "report", 7)
    first = site.assistant.view("report").paragraphs[7].lines[0]
    page.wait_for_function(
        "() => [...document.images].filter(i => i.complete && i.naturalWidth).length"
    )
    sheet = page.locator("#page-2 .paper").bounding_box()
    assert sheet is not None
    scale = sheet["width"] / 595.0
    top = sheet["y"] + first.box.y0 * scale
    lines = page.locator(".selected .lines").bounding_box()
    assert lines is not None
    assert abs(lines["y"] - top) < 3
    assert abs(lines["x"] - (sheet["x"] + first.box.x0 * scale)) < 3


def test_text_copied_from_the_page_has_its_spaces(visit: Open, site: Site) -> None:
    crossing = site.assistant.view("report").paragraphs[7]
    page = visit(f"/documents/report?p={crossing.paragraph_id}")
    copied = page.locator(f"[id='{crossing.anchor}'] text").evaluate(
        """text => {
            const range = document.createRange();
            range.selectNodeContents(text);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return getSelection().toString();
        }"""
    )
    assert copied == crossing.text


def test_far_pages_get_their_text_as_they_come_near(visit: Open) -> None:
    page = visit("/documents/report")
    far = page.locator("#page-8")
    assert far.get_attribute("data-layer") == "/documents/report/pages/8"
    far.scroll_into_view_if_needed()
    expect(far.locator("tspan")).to_have_text("44. The annex on district 8 lists its registers.")
    assert far.get_attribute("data-layer") is None


def test_candidates_and_neighbours_are_chosen_by_keys(visit: Open, site: Site) -> None:
    page = visit(f"/?q={QUESTION}")
    expect_selected(page, site, "report", 7)
    page.keyboard.press("j")
    expect_selected(page, site, "minutes", 2)
    expect(page.locator("a.candidate").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect_selected(page, site, "report", 7)
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.closest('#source') !== null")
    page.keyboard.press("]")
    expect_selected(page, site, "report", 8)
    page.keyboard.press("[")
    expect_selected(page, site, "report", 7)
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Question")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_contain_text("copy the citation")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    page.keyboard.press("o")
    page.wait_for_url("**/documents/report?*", wait_until="commit")


def test_citation_is_copied_by_key_and_by_format(visit: Open) -> None:
    page = visit(f"/?q={QUESTION}")
    page.keyboard.press("c")
    expect(page.locator(".toast")).to_have_text("Citation copied")
    quoted = (
        "“fund the training of police officers and publish stop figures each quarter, "
        "by district and by reason.” "
        "(Forum, reported in Forum report 2025, p. 14, para. 37, item (c))"
    )
    assert page.evaluate("navigator.clipboard.readText()") == quoted
    page.get_by_text("Formats").click()
    page.get_by_role("button", name="Copy as BibTeX").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@misc{")


def test_any_paragraph_is_selected_by_a_click_on_it(visit: Open, site: Site) -> None:
    page = visit(f"/?q={QUESTION}")
    paragraph(page, site, "report", 5).locator("tspan").first.click()
    expect_selected(page, site, "report", 5)
    expect(page.locator(".where")).to_contain_text("37 (a)")
    expect(page.locator(".target .quote")).to_be_visible()


def test_selection_in_an_open_document_keeps_its_pictures(visit: Open, site: Site) -> None:
    page = visit(f"/?q={QUESTION}")
    expect_selected(page, site, "report", 7)
    page.evaluate("document.querySelector('#page-2 img').dataset.kept = 'yes'")
    page.keyboard.press("]")
    expect_selected(page, site, "report", 8)
    assert page.evaluate("document.querySelector('#page-2 img').dataset.kept") == "yes"
    assert page.locator("#source .selected").count() == 1


@pytest.mark.long
def test_narrow_screen_slides_the_source_over_and_back_returns(
    visit: Open, site: Site, shoot: Shoot
) -> None:
    page = visit("/", width=360, height=740)
    ask(page)
    expect(page.locator(".says").first).to_be_in_viewport()
    expect(page.locator("#source")).to_be_hidden()
    shoot(page, "narrow-answer")
    page.locator("a.cite").first.click()
    expect(page.locator("#source")).to_be_visible()
    page.wait_for_timeout(400)
    expect_selected(page, site, "report", 7)
    shoot(page, "narrow-source")
    page.get_by_role("link", name="Back").click()
    expect(page.locator("#source")).to_be_hidden()
    expect(page.locator("a.cite").first).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.long
def test_narrow_screen_does_so_without_script(visit: Open, site: Site) -> None:
    page = visit(f"/?q={QUESTION}", width=360, height=740, java_script_enabled=False)
    expect(page.locator("#source")).to_be_hidden()
    page.locator("a.cite").first.click()
    expect(page.locator("#source")).to_be_visible()
    page.wait_for_timeout(400)
    expect(paragraph(page, site, "report", 7)).to_be_in_viewport()
    page.get_by_role("link", name="Back").click()
    expect(page.locator("#source")).to_be_hidden()


@pytest.mark.long
@pytest.mark.parametrize(
    "path", ["/", f"/?q={QUESTION}", "/?q=police&mode=mentions", "/library", "/documents/minutes"]
)
def test_nothing_is_wider_than_the_screen(visit: Open, path: str) -> None:
    page = visit(path)
    for width in (360, 768, 1024, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("document.documentElement.scrollTop + document.body.scrollTop") == 0


@pytest.mark.long
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_their_ground(visit: Open, scheme: str, shoot: Shoot) -> None:
    page = visit(f"/?q={QUESTION}", color_scheme=scheme)
    page.wait_for_load_state("networkidle")
    shoot(page, f"answer-{scheme}")
    ratios = page.evaluate(CONTRAST, [".says", ".lead", ".why", ".quiet", ".strength", ".cite"])
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}


CONTRAST = """names => {
    const parse = colour => {
        const canvas = new OffscreenCanvas(1, 1).getContext("2d");
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        return canvas.getImageData(0, 0, 1, 1).data;
    };
    const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = element => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (parse(colour)[3] === 255) return parse(colour);
        }
        return [255, 255, 255];
    };
    const found = {};
    for (const name of names) for (const element of document.querySelectorAll(name)) {
        const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        found[name] = Math.min(found[name] ?? 99, ratio);
    }
    return found;
}"""


def test_raw_text_keeps_the_selection_by_key_and_back(visit: Open, site: Site) -> None:
    crossing = site.assistant.view("report").paragraphs[2]
    page = visit(f"/documents/report?p={crossing.paragraph_id}#{crossing.anchor}")
    expect_selected(page, site, "report", 2)
    page.keyboard.press("r")
    raw = page.locator("#source p.selected")
    expect(raw).to_be_in_viewport()
    assert raw.inner_text().count("\n") == 2
    assert "text=raw" in page.url
    assert page.url.endswith(f"#{crossing.anchor}")
    page.keyboard.press("]")
    expect(page.locator("#source p.selected")).to_contain_text("IV. Measures proposed")
    assert "text=raw" in page.url
    page.keyboard.press("[")
    expect(raw).to_contain_text("36. Speakers agreed")
    page.keyboard.press("r")
    expect_selected(page, site, "report", 2)
    assert page.locator("#source section.leaf").count() == 8
    page.go_back()
    expect(raw).to_be_visible()


@pytest.mark.long
def test_raw_text_without_script_on_a_phone(visit: Open, site: Site) -> None:
    crossing = site.assistant.view("report").paragraphs[2]
    page = visit(
        f"/documents/report?p={crossing.paragraph_id}#{crossing.anchor}",
        width=390,
        height=844,
        java_script_enabled=False,
    )
    for name, kind in (("Raw", "p"), ("Text", "p"), ("Pages", "g")):
        page.get_by_role("navigation", name="Shown as").get_by_role("link", name=name).click()
        chosen = page.locator(f"#source {kind}.selected[id='{crossing.anchor}']")
        expect(chosen).to_be_in_viewport()
        bar = page.locator("#source .bar").bounding_box()
        assert bar is not None
        assert bar["x"] >= 0
        assert bar["width"] <= 390


@pytest.mark.long
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_printing_puts_each_page_of_the_selection_whole_on_one_sheet(
    visit: Open, site: Site, paper: str
) -> None:
    crossing = site.assistant.view("report").paragraphs[2]
    page = visit(f"/documents/report?p={crossing.paragraph_id}#{crossing.anchor}")
    page.wait_for_load_state("networkidle")
    with pypdfium2.PdfDocument(page.pdf(format=paper)) as printed:
        assert len(printed) == 2
        for sheet in printed:
            colours = sheet.render(scale=0.5).to_pil().convert("RGB").getcolors(1 << 20)
            assert any(r > 240 and g > 200 and b < 200 for _, (r, g, b) in colours)

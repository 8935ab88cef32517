import re

from hypothesis import given
from hypothesis import strategies as st

from assistant.documents.document import Repair
from assistant.documents.traced import Edit, Traced, raw_text, within
from assistant.language.characters import composed, normalised

RAW = st.text(
    st.sampled_from("ab1 \n\t\u00a0\u00adﬁ\u0301e\u2028\x1c\x85\u200b•-漢\ufb00A\u030a"),
    max_size=40,
)


@st.composite
def traced(draw: st.DrawFn) -> Traced:
    """Words that were changed a few times, in ways that readers change them."""
    words = Traced(draw(RAW))
    for _ in range(draw(st.integers(0, 3))):
        ends = sorted(draw(st.lists(st.integers(0, len(words.text)), min_size=2, max_size=4)))
        pairs = zip(ends[::2], ends[1::2], strict=False)
        edits = [Edit(a, b, draw(st.sampled_from(["", " ", "³", "fi"]))) for a, b in pairs]
        words = words.rewritten(_apart(edits))
    return words


def _apart(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start > kept[-1].end:
            kept.append(edit)
    return kept


def test_a_hyphen_a_line_end_and_a_ligature_are_kept() -> None:
    words = Traced("•  The ef-\nﬁcient\u00a0way ").normalised()
    assert words.text == "• The ef- ficient way"
    words = words.rewritten([Edit(0, 2, ""), Edit(8, 10, "")])
    assert words.text == "The efficient way"
    assert words.raw == "•  The ef-\nﬁcient\u00a0way"


def test_a_repair_does_not_hold_what_both_share() -> None:
    assert Traced.of("efficient", "eﬃcient").repairs == (Repair(1, 4, "ﬃ"),)
    assert Traced.of("same", "same").repairs == ()
    assert Traced.of("aa", "aaa").repairs == (Repair(2, 2, "a"),)


@given(RAW)
def test_normalising_gives_what_it_gives_without_tracing(raw: str) -> None:
    assert Traced(raw).normalised().text == normalised(raw)
    assert Traced(raw).composed().text == composed(raw)
    assert Traced(raw).composed().raw == raw


@given(RAW)
def test_normalising_forgets_nothing_but_white_space_at_the_ends(raw: str) -> None:
    words = Traced(raw).normalised()
    assert words.raw in raw
    assert normalised(words.raw) == words.text


@given(traced())
def test_repairs_are_in_order_and_apart(words: Traced) -> None:
    at = 0
    for start, end, raw in words.repairs:
        assert at <= start <= end <= len(words.text)
        assert words.text[start:end] != raw
        at = end


@given(traced(), st.data())
def test_the_parts_of_a_cut_are_the_whole(words: Traced, choose: st.DataObject) -> None:
    place = choose.draw(st.integers(0, len(words.text)))
    parts = [words.cut(0, place), words.cut(place)]
    if place < len(words.text):
        assert "".join(part.raw for part in parts) == words.raw
    assert Traced.joined(parts).text == words.text


@given(traced(), st.data())
def test_rewriting_keeps_what_the_file_has(words: Traced, choose: st.DataObject) -> None:
    start = choose.draw(st.integers(0, len(words.text)))
    end = choose.draw(st.integers(start, len(words.text)))
    changed = words.rewritten([Edit(start, end, "new")])
    assert changed.text == f"{words.text[:start]}new{words.text[end:]}"
    assert changed.raw == words.raw


@given(traced())
def test_unchanged_characters_map_to_the_file(words: Traced) -> None:
    changed = {at for start, end, _ in words.repairs for at in range(start, end)}
    for at in range(len(words.text)):
        if at in changed:
            continue
        left_out = "".join(r.raw for r in words.repairs if r[:2] == (at, at))
        place = len(words.cut(0, at).raw) + len(left_out)
        assert words.raw[place] == words.text[at]


@given(traced(), traced())
def test_what_is_joined_is_found_again(one: Traced, other: Traced) -> None:
    whole = Traced.joined([one, Traced("\n\n"), other])
    assert whole.raw == f"{one.raw}\n\n{other.raw}"
    assert within(whole.repairs, 0, len(one.text)) == one.repairs
    start = len(one.text) + 2
    assert within(whole.repairs, start, len(whole.text)) == other.repairs
    assert raw_text(whole.text, whole.repairs) == whole.raw


@given(traced())
def test_splitting_gives_the_stretches_of_the_text(words: Traced) -> None:
    spaces = re.compile(r"\s+")
    assert [part.text for part in words.split(spaces)] == spaces.split(words.text)

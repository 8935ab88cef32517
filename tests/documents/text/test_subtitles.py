"""Cues become speeches; nothing of their times, numbers and tags is text."""

from assistant.documents.text.plain_text import read_text

VTT = """WEBVTT

a-0
00:00:05.000 --> 00:00:08.000 align:start
<v Ida Holm>The harbour will open. We

a-1
00:00:08.000 --> 00:00:11.500
<v Ida Holm>begin with <i>boats</i> &amp; nets.</v>

00:00:12.000 --> 00:00:16.000
<v.loud Juan Rey>Forty boats have no lights.</v>
"""
SRT = """1
00:00:01,000 --> 00:00:04,000
The harbour is old
and

2
00:00:04,000 --> 00:00:06,000
the nets are new.

3
00:00:07,000 --> 00:00:09,000
It rains.
"""


def test_voices_of_webvtt_have_the_word() -> None:
    told = [(block.speaker, block.text) for block in read_text(VTT.encode()).blocks]
    assert told == [
        ("Ida Holm", "The harbour will open. We begin with boats & nets."),
        ("Juan Rey", "Forty boats have no lights."),
    ]


def test_sentences_of_subrip_go_on_over_their_cues() -> None:
    texts = [block.text for block in read_text(SRT.encode()).blocks]
    assert texts == ["The harbour is old and the nets are new.", "It rains."]


def test_a_text_that_quotes_a_time_is_no_subtitles() -> None:
    text = "The film begins.\n\n00:00:01.000 --> 00:00:02.000\n\nIt ends.\n"
    assert any("-->" in block.text for block in read_text(text.encode()).blocks)

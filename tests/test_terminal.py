import time

from assistant.terminal import wrapped


def test_an_endless_word_is_wrapped_in_good_time_and_whole() -> None:
    started = time.process_time()
    text = wrapped("Now " + "x" * 3_000_000 + " then.", indent="  ")
    assert time.process_time() - started < 10
    lines = text.split("\n")
    assert lines[0] == "  Now " + "x" * (len(lines[0]) - 6) or lines[0] == "  Now"
    assert sum(line.count("x") for line in lines) == 3_000_000
    assert max(map(len, lines)) <= 100
    assert lines[-1].endswith("then.")

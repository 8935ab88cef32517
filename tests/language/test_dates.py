import pytest

from assistant.language.dates import dates_in, month_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Distr.: General 27 December 2017", "2017-12-27"),
        ("March 3, 2031", "2031-03-03"),
        ("3. März 2031", "2031-03-03"),
        ("1er août 2031", "2031-08-01"),
        ("3 de mayo de 2031", "2031-05-03"),
        ("3 мая 2031 года", "2031-05-03"),
        ("2031年5月3日", "2031-05-03"),
        ("٣ أيار 2031", "2031-05-03"),
        ("2031-05-03", "2031-05-03"),
        ("03.05.2031", "2031-05-03"),
    ],
)
def test_a_day_is_read_as_it_is_printed(text: str, day: str) -> None:
    assert [iso for _, _, iso in dates_in(text)] == [day]


def test_a_span_of_days_and_what_is_no_day_are_none() -> None:
    assert dates_in("New York, 10–21 March 2025") == []
    assert dates_in("resolution 31 of May and 2025") == []
    assert dates_in("45 March 2025, 12.13.2025") == []
    assert month_in("Geneva, May 2031") == "2031-05"
    assert month_in("in 2031") is None

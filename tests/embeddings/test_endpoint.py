import json
from collections.abc import Iterator
from dataclasses import replace

import httpx
import numpy as np
import pytest

from embeddings.encoder import Fingerprint
from embeddings.endpoint import EndpointEncoder
from embeddings.endpoint_client import EndpointClient
from embeddings.endpoint_request import EndpointRequest
from embeddings.errors import EndpointChanged, EndpointFailed
from embeddings.probe import SENTENCES
from tests.embeddings.toys import Endpoint


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def encoder(endpoint: Endpoint, pauses: list[float]) -> Iterator[EndpointEncoder]:
    with httpx.Client(trust_env=False) as client:
        request = EndpointRequest(model="toy")
        reached = EndpointClient(client, f"{endpoint.url}/embeddings", request, pause=pauses.append)
        yield EndpointEncoder(reached, request)


def rows(*vectors: list[float]) -> tuple[int, dict[str, str], bytes]:
    items = [{"index": number, "embedding": vector} for number, vector in enumerate(vectors)]
    return 200, {}, json.dumps({"data": items}).encode()


def numbered(*numbers: int) -> tuple[int, dict[str, str], bytes]:
    items = [{"index": number, "embedding": [1, 2, 3]} for number in numbers]
    return 200, {}, json.dumps({"data": items}).encode()


def test_rows_are_brought_to_unit_length_and_sorted_by_index(encoder: EndpointEncoder) -> None:
    found = encoder.encode_passages(["ab cd", "abc"])
    expected = np.array([[5, 2, 1], [3, 1, 1]]) / np.sqrt([[30], [11]])
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_the_dimension_is_asked_for_and_the_model_named(
    encoder: EndpointEncoder, endpoint: Endpoint
) -> None:
    assert encoder.fingerprint == Fingerprint(
        "toy",
        "0f53133ce57ca8e8937bb4b1c15a33ef9594704e1c11abd58e598bb8362f7385",
        "endpoint",
        "fp32",
        3,
    )
    assert endpoint.asked[0]["path"] == "/v1/embeddings"
    assert endpoint.asked[0]["model"] == "toy"


def test_texts_go_out_in_batches(encoder: EndpointEncoder, endpoint: Endpoint) -> None:
    finished: list[int] = []
    encoder.encode_passages(["iron"] * 70, progress=finished.append)
    assert finished == [31, 31, 8]
    assert endpoint.asked[-1]["input"] == [*["iron"] * 8, SENTENCES[0]]
    assert [len(asked["input"]) for asked in endpoint.asked[1:]] == [32, 32, 9]  # type: ignore[arg-type]


def test_a_server_that_takes_one_text_gets_one(endpoint: Endpoint) -> None:
    encoder = EndpointEncoder.load(endpoint.url, EndpointRequest(batch=1))
    assert encoder.encode_passages(["iron", "rust"]).shape == (2, 3)
    assert [asked["input"] for asked in endpoint.asked[1:]] == [["iron"], ["rust"]]


def test_what_a_server_may_refuse_is_replaced(encoder: EndpointEncoder, endpoint: Endpoint) -> None:
    encoder.encode_passages(["", "a\ud800"])
    assert endpoint.asked[-1]["input"] == [" ", "a?", SENTENCES[0]]


@pytest.mark.parametrize(
    ("suffix", "path"),
    [
        pytest.param("#m", "/v1/embeddings", id="the path is completed"),
        pytest.param("/embeddings#m", "/v1/embeddings", id="or taken as it is"),
        pytest.param("/#m", "/v1/embeddings", id="with a slash at the end"),
    ],
)
def test_an_address_names_the_server_and_the_model(
    endpoint: Endpoint, suffix: str, path: str
) -> None:
    encoder = EndpointEncoder.load(endpoint.url + suffix, EndpointRequest(key="secret"))
    assert encoder.fingerprint.model == "m"
    assert endpoint.asked[0]["path"] == path
    assert {name.lower(): value for name, value in endpoint.headers[0].items()}[
        "authorization"
    ] == "Bearer secret"


def test_without_a_model_the_host_is_the_name(endpoint: Endpoint) -> None:
    assert EndpointEncoder.load(endpoint.url).fingerprint.model == "127.0.0.1"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again(
    encoder: EndpointEncoder, endpoint: Endpoint, pauses: list[float], status: int
) -> None:
    endpoint.answers = [(status, {}, b"busy"), (status, {"retry-after": "3"}, b"busy")]
    assert encoder.encode_question("ab").shape == (1, 3)
    assert pauses == [0.5, 3.0]


def test_a_server_that_stays_busy_is_given_up(
    encoder: EndpointEncoder, endpoint: Endpoint, pauses: list[float]
) -> None:
    endpoint.answers = [(503, {"retry-after": "soon"}, b"busy")] * 4
    with pytest.raises(EndpointFailed, match="503: busy"):
        encoder.encode_question("ab")
    assert pauses == [0.5, 2.0, 8.0]


@pytest.mark.parametrize("status", [301, 400])
def test_a_refusal_is_final_and_no_redirect_is_followed(
    encoder: EndpointEncoder, endpoint: Endpoint, pauses: list[float], status: int
) -> None:
    endpoint.answers = [(status, {"location": endpoint.url}, b"no")]
    with pytest.raises(EndpointFailed, match=f"{status}: no"):
        encoder.encode_question("ab")
    assert pauses == []


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (401, "answered 401: it refuses the key. See PINCITE_ENCODER_KEY"),
        (403, "answered 403: it refuses the key. See PINCITE_ENCODER_KEY"),
        (
            404,
            "answered 404: it knows no such address or model. "
            "See PINCITE_ENCODER and PINCITE_ENCODER_MODEL. It says: no",
        ),
        (418, "answered 418: no"),
    ],
)
def test_a_refusal_names_what_to_set(
    encoder: EndpointEncoder, endpoint: Endpoint, pauses: list[float], status: int, told: str
) -> None:
    endpoint.answers = [(status, {}, b"no")]
    with pytest.raises(EndpointFailed) as refused:
        encoder.encode_question("ab")
    assert str(refused.value) == f"The embeddings endpoint {endpoint.url}/embeddings {told}"
    assert pauses == []


@pytest.mark.parametrize(
    ("asked_for", "waited"),
    [
        ({}, [0.5, 2.0, 8.0]),
        ({"retry-after": "7"}, [7.0, 7.0, 7.0]),
        ({"retry-after": "3600"}, [30.0, 30.0, 30.0]),
        ({"retry-after": "nan"}, [0.5, 2.0, 8.0]),
        ({"retry-after": "-1"}, [0.5, 2.0, 8.0]),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, [0.0, 0.0, 0.0]),
        ({"retry-after": "Wed, 21 Oct 2215 07:28:00 GMT"}, [30.0, 30.0, 30.0]),
        ({"retry-after": "Wed, 21 Oct 2215 07:28:00 -0000"}, [30.0, 30.0, 30.0]),
    ],
)
def test_a_server_that_is_asked_too_much_is_given_its_time_and_then_up(
    encoder: EndpointEncoder,
    endpoint: Endpoint,
    pauses: list[float],
    asked_for: dict[str, str],
    waited: list[float],
) -> None:
    endpoint.answers = [(429, asked_for, b"slow down")] * 4
    with pytest.raises(EndpointFailed, match=r"429: it has too much to do.*slow down"):
        encoder.encode_question("ab")
    assert pauses == waited


UNLIKE = "does not answer like OpenAI's embeddings"


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param((200, {}, b"<html>"), "sent a page of HTML", id="a page"),
        pytest.param((200, {"content-type": "text/html"}, b"Log in"), "sent a page", id="as told"),
        pytest.param((200, {}, b'{"data": [{"ind'), "JSON that breaks off", id="broken off"),
        pytest.param(numbered(0, 0, 1), r"numbered its vectors \[0, 0, 1\]", id="a number twice"),
        pytest.param(numbered(1, 2, 3), r"numbered its vectors \[1, 2, 3\]", id="from one"),
        pytest.param((200, {}, b"[]"), UNLIKE, id="a list"),
        pytest.param((200, {}, b'{"data": [{"index": 0}]}'), UNLIKE, id="no vector"),
        pytest.param(
            (
                200,
                {},
                json.dumps({"data": [{"index": i, "embedding": i} for i in range(3)]}).encode(),
            ),
            UNLIKE,
            id="numbers",
        ),
        pytest.param((200, {}, b'{"data": []}'), "sent 0 vectors for 3 texts", id="no rows"),
        pytest.param(rows([1, 2, 3]), "sent 1 vectors for 3 texts", id="too few rows"),
        pytest.param(rows(*[[1.0, 2, 3]] * 4), "sent 4 vectors for 3 texts", id="too many rows"),
        pytest.param(
            rows([1, 2], [1, 2], [1, 2]), "of 2 dimensions, 3 before", id="another dimension"
        ),
        pytest.param(rows([1, 2, 3], [1, 2], [1]), UNLIKE, id="two dimensions"),
        pytest.param(rows([1, 2, 3], [0, 0, 0], [1, 2, 3]), "of length zero", id="length zero"),
        pytest.param(rows([1, 2, 3], [float("nan"), 1, 1], [1, 2, 3]), "NaN or infinity", id="NaN"),
        pytest.param(
            rows([1, 2, 3], [float("inf"), 1, 1], [1, 2, 3]), "NaN or infinity", id="infinity"
        ),
    ],
)
def test_an_answer_of_another_shape_is_refused_with_what_is_wrong(
    encoder: EndpointEncoder,
    endpoint: Endpoint,
    answer: tuple[int, dict[str, str], bytes],
    told: str,
) -> None:
    endpoint.answers = [answer]
    with pytest.raises(EndpointFailed, match=told):
        encoder.encode_passages(["ab", "cd"])


ALL = EndpointRequest("toy", "s3cret", "query: ", "passage:\n", 2)


def test_key_model_prompts_and_dimensions_are_sent(endpoint: Endpoint) -> None:
    endpoint.key, endpoint.model = "s3cret", "toy"
    encoder = EndpointEncoder.load(endpoint.url, ALL)
    encoder.encode_question("iron")
    found = encoder.encode_passages(["iron", ""])
    assert [asked["input"] for asked in endpoint.asked[1:]] == [
        ["query: iron"],
        ["passage:\niron", "passage:\n", f"passage:\n{SENTENCES[0]}"],
    ]
    assert {(asked["model"], asked["dimensions"]) for asked in endpoint.asked} == {("toy", 2)}
    np.testing.assert_allclose(found[0], np.array([13, 2]) / np.sqrt(173), atol=1e-6)


def test_what_is_not_set_is_not_sent(encoder: EndpointEncoder, endpoint: Endpoint) -> None:
    encoder.encode_question("iron")
    assert endpoint.asked[-1] == {
        "path": "/v1/embeddings",
        "model": "toy",
        "input": ["iron"],
        "encoding_format": "float",
    }
    assert "authorization" not in {name.lower() for name in endpoint.headers[-1]}


def test_model_prompts_and_dimensions_are_in_the_fingerprint_and_the_key_is_not(
    endpoint: Endpoint,
) -> None:
    encoder = EndpointEncoder.load(endpoint.url, ALL)
    assert str(encoder.fingerprint) == (
        'toy:0f53133ce57ca8e8:endpoint:fp32:2:question="query: " passage="passage:\\n"'
    )
    kinds = [
        ALL,
        replace(ALL, model="other"),
        replace(ALL, question_prompt="query:"),
        replace(ALL, passage_prompt=""),
        replace(ALL, question_prompt="", passage_prompt="query: "),
        replace(ALL, dimensions=1),
    ]
    prints = [str(EndpointEncoder.load(endpoint.url, kind).fingerprint) for kind in kinds]
    assert len(set(prints)) == len(kinds)
    keyless = EndpointEncoder.load(endpoint.url, replace(ALL, key=""))
    assert keyless.fingerprint == encoder.fingerprint


@pytest.mark.parametrize("told", [None, EndpointRequest(), EndpointRequest(model="toy")])
def test_without_the_new_settings_a_library_keeps_its_fingerprint(
    endpoint: Endpoint, told: EndpointRequest | None
) -> None:
    encoder = EndpointEncoder.load(f"{endpoint.url}#toy", told)
    assert str(encoder.fingerprint) == "toy:0f53133ce57ca8e8:endpoint:fp32:3"


def test_two_names_for_the_model_are_refused(endpoint: Endpoint) -> None:
    with pytest.raises(EndpointFailed, match="the model m and PINCITE_ENCODER_MODEL toy"):
        EndpointEncoder.load(f"{endpoint.url}#m", EndpointRequest(model="toy"))


def test_a_model_that_is_not_shortened_is_refused(endpoint: Endpoint) -> None:
    with pytest.raises(EndpointFailed, match="of 3 dimensions where 256 were asked for") as refused:
        EndpointEncoder.load(endpoint.url, EndpointRequest(dimensions=256))
    assert "take PINCITE_ENCODER_DIMENSIONS away" in str(refused.value)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
def test_a_key_that_the_server_repeats_is_not_shown(
    endpoint: Endpoint, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    endpoint.answers = [(status, {}, b"wrong: " + b"." * 180 + b" Bearer s3cret")]
    with pytest.raises(EndpointFailed, match=str(status)) as refused:
        EndpointEncoder.load(endpoint.url, ALL)
    assert "s3c" not in str(refused.value)
    assert "s3cret" not in caplog.text + repr(ALL)


@pytest.mark.parametrize("key", ["s3cret\n", "s3 cret", " s3cret", "s3crét", "s3\rcret"])
def test_a_key_that_no_header_can_hold_is_refused_unseen(endpoint: Endpoint, key: str) -> None:
    with pytest.raises(EndpointFailed, match="PINCITE_ENCODER_KEY cannot be sent") as refused:
        EndpointEncoder.load(endpoint.url, EndpointRequest(key=key))
    assert "s3" not in str(refused.value)
    assert endpoint.asked == []


def test_a_password_in_the_address_and_a_key_are_too_much(endpoint: Endpoint) -> None:
    address = endpoint.url.replace("//", "//me:hidden@")
    with pytest.raises(EndpointFailed, match="only one of them can be sent") as refused:
        EndpointEncoder.load(address, ALL)
    assert "hidden" not in str(refused.value)


def test_what_was_reached_is_told(endpoint: Endpoint) -> None:
    assert EndpointEncoder.load(endpoint.url, ALL).reached == (
        f"{endpoint.url}/embeddings answered: the model toy, 2 dimensions, "
        'prompts question="query: " passage="passage:\\n"'
    )
    assert EndpointEncoder.load(endpoint.url).reached == (
        f"{endpoint.url}/embeddings answered: no model named, 3 dimensions, no prompts"
    )


def test_nobody_listening_is_said_without_the_password() -> None:
    pauses: list[float] = []
    with httpx.Client(trust_env=False) as client:
        nobody = EndpointClient(client, "http://me:hidden@127.0.0.1:1/v1", pause=pauses.append)
        with pytest.raises(EndpointFailed, match="does not answer") as refused:
            EndpointEncoder(nobody, EndpointRequest(model="m"))
    assert "hidden" not in str(refused.value)
    assert pauses == [0.5, 2.0, 8.0]


def test_an_address_that_is_none_is_refused_without_its_password() -> None:
    with pytest.raises(EndpointFailed, match="PINCITE_ENCODER is no address") as refused:
        EndpointEncoder.load("http://me:hidden@host:port")
    assert "hidden" not in str(refused.value)


def test_an_exchanged_model_is_noticed_with_the_next_passages(
    encoder: EndpointEncoder, endpoint: Endpoint
) -> None:
    endpoint.shift = 40
    with pytest.raises(EndpointChanged, match=r"answers otherwise.*pincite reencode"):
        encoder.encode_passages(["iron"])


def test_an_exchanged_model_is_noticed_now_and_then_by_a_question(
    encoder: EndpointEncoder, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder.encode_question("iron")
    assert endpoint.asked[-1]["input"] == ["iron"]
    monkeypatch.setattr("embeddings.endpoint.LOOK_SECONDS", -1.0)
    assert encoder.encode_question("iron").shape == (1, 3)
    assert endpoint.asked[-1]["input"] == ["iron", SENTENCES[0]]
    endpoint.shift = 40
    with pytest.raises(EndpointChanged):
        encoder.encode_question("iron")


def test_an_edition_has_a_fingerprint_of_its_own(
    encoder: EndpointEncoder, endpoint: Endpoint
) -> None:
    asked = len(endpoint.asked)
    second = encoder.as_edition("2")
    assert len(endpoint.asked) == asked
    assert second.fingerprint.model == "toy"
    assert second.fingerprint.weights != encoder.fingerprint.weights
    assert second.as_edition("").fingerprint == encoder.fingerprint
    np.testing.assert_array_equal(second.encode_question("ab"), encoder.encode_question("ab"))


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        pytest.param((200, {"content-length": "999"}, b'{"data'), "does not answer", id="cut"),
        pytest.param((200, {"content-encoding": "gzip"}, b"no"), "does not answer", id="gzip"),
    ],
)
def test_a_torn_answer_is_asked_for_again(
    encoder: EndpointEncoder,
    endpoint: Endpoint,
    pauses: list[float],
    answer: tuple[int, dict[str, str], bytes],
    told: str,
) -> None:
    endpoint.answers = [answer]
    assert encoder.encode_question("ab").shape == (1, 3)
    assert pauses == [0.5]
    endpoint.answers = [answer] * 4
    with pytest.raises(EndpointFailed, match=told):
        encoder.encode_question("ab")


def test_a_silent_server_is_given_up_after_the_time_that_is_set(endpoint: Endpoint) -> None:
    encoder = EndpointEncoder.load(endpoint.url, EndpointRequest(timeout=1, retries=1))
    endpoint.silence = 1.5
    with pytest.raises(EndpointFailed, match=r"was silent for 1 s.*PINCITE_ENCODER_TIMEOUT"):
        encoder.encode_passages(["iron"])
    assert len(endpoint.asked) == 3


def test_a_minute_has_as_many_requests_as_are_set(endpoint: Endpoint, pauses: list[float]) -> None:
    request = EndpointRequest(per_minute=30)
    with httpx.Client(trust_env=False) as client:
        reached = EndpointClient(client, f"{endpoint.url}/embeddings", request, pause=pauses.append)
        encoder = EndpointEncoder(reached, request)
        encoder.encode_question("iron")
        encoder.encode_question("rust")
    # Nothing was waited for in truth, so the second wait is that of two turns.
    assert pauses == [pytest.approx(2, abs=0.5), pytest.approx(4, abs=0.5)]


@pytest.mark.parametrize(
    ("model", "question", "passage"),
    [
        ("intfloat/multilingual-e5-small", "query: ", "passage: "),
        ("e5-base-v2", "query: ", "passage: "),
        (
            "BAAI/bge-small-en-v1.5",
            "Represent this sentence for searching relevant passages: ",
            "",
        ),
        ("nomic-embed-text:latest", "search_query: ", "search_document: "),
        ("intfloat/multilingual-e5-large-instruct", "", ""),
        ("bge-m3", "", ""),
        ("toy", "", ""),
    ],
)
def test_a_known_family_gets_the_prompts_that_its_makers_publish(
    endpoint: Endpoint, model: str, question: str, passage: str
) -> None:
    encoder = EndpointEncoder.load(endpoint.url, EndpointRequest(model=model))
    encoder.encode_question("iron")
    encoder.encode_passages(["iron"])
    inputs = [asked["input"] for asked in endpoint.asked[1:]]
    assert inputs == [[f"{question}iron"], [f"{passage}iron", passage + SENTENCES[0]]]
    assert ("as its makers publish them" in encoder.reached) == bool(question)


def test_published_prompts_give_way_to_those_that_are_set(endpoint: Endpoint) -> None:
    none = EndpointRequest(model="e5-small", question_prompt="none", passage_prompt="none")
    given = EndpointRequest(model="e5-small", question_prompt="q: ")
    assert EndpointEncoder.load(endpoint.url, none).reached.endswith("3 dimensions, no prompts")
    told = EndpointEncoder.load(endpoint.url, given).reached
    assert told.endswith('prompts question="q: "')

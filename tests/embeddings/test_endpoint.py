import json
from collections.abc import Iterator

import httpx
import numpy as np
import pytest

from embeddings.encoder import Fingerprint
from embeddings.endpoint import EndpointEncoder
from embeddings.errors import EndpointFailed
from tests.embeddings.toys import Endpoint


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def encoder(endpoint: Endpoint, pauses: list[float]) -> Iterator[EndpointEncoder]:
    with httpx.Client(trust_env=False) as client:
        yield EndpointEncoder(client, f"{endpoint.url}/embeddings", "toy", pause=pauses.append)


def rows(*vectors: list[float]) -> tuple[int, dict[str, str], bytes]:
    items = [{"index": number, "embedding": vector} for number, vector in enumerate(vectors)]
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
    assert finished == [32, 32, 6]
    assert endpoint.asked[-1]["input"] == ["iron"] * 6


def test_what_a_server_may_refuse_is_replaced(encoder: EndpointEncoder, endpoint: Endpoint) -> None:
    encoder.encode_passages(["", "a\ud800"])
    assert endpoint.asked[-1]["input"] == [" ", "a?"]


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
    encoder = EndpointEncoder.load(endpoint.url + suffix, key="secret")
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


@pytest.mark.parametrize("status", [301, 400, 401, 404])
def test_a_refusal_is_final_and_no_redirect_is_followed(
    encoder: EndpointEncoder, endpoint: Endpoint, pauses: list[float], status: int
) -> None:
    endpoint.answers = [(status, {"location": endpoint.url}, b"no")]
    with pytest.raises(EndpointFailed, match=f"{status}: no"):
        encoder.encode_question("ab")
    assert pauses == []


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param((200, {}, b"<html>"), id="no JSON"),
        pytest.param((200, {}, b"[]"), id="a list"),
        pytest.param((200, {}, b'{"data": [{"index": 0}]}'), id="no vector"),
        pytest.param((200, {}, b'{"data": []}'), id="no rows"),
        pytest.param(rows([1, 2, 3], [1, 2, 3]), id="too many rows"),
        pytest.param(rows([1, 2]), id="another dimension"),
        pytest.param(rows([0, 0, 0]), id="length zero"),
        pytest.param((200, {}, b'{"data": [{"index": 0, "embedding": [NaN, 1, 1]}]}'), id="NaN"),
    ],
)
def test_an_answer_of_another_shape_is_refused(
    encoder: EndpointEncoder, endpoint: Endpoint, answer: tuple[int, dict[str, str], bytes]
) -> None:
    endpoint.answers = [answer]
    with pytest.raises(EndpointFailed):
        encoder.encode_question("ab")


def test_nobody_listening_is_said_without_the_password() -> None:
    pauses: list[float] = []
    with (
        httpx.Client(trust_env=False) as client,
        pytest.raises(EndpointFailed, match="does not answer") as refused,
    ):
        EndpointEncoder(client, "http://me:hidden@127.0.0.1:1/v1", "m", pause=pauses.append)
    assert "hidden" not in str(refused.value)
    assert pauses == [0.5, 2.0, 8.0]


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(EndpointFailed):
        EndpointEncoder.load("http://host:port")

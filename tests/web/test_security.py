from collections.abc import Iterable

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.datastructures import Headers
from starlette.routing import BaseRoute

from assistant import errors
from assistant.errors import AssistantError, SettingsError
from assistant.library.sqlite.catalogue import Catalogue
from assistant.service import Assistant
from assistant.settings import Settings
from web.app import create_app
from web.refusals import STATUS, status_of
from web.security import CONTENT_POLICY, HEADERS, allowed_hosts, check_exposure, origin_refusal
from web.server import configuration
from web.sessions import IDLE, PERIOD, Sessions, address_of, safe_next

SECRET = "a long enough secret"


@pytest.fixture
def app(forum: Assistant) -> FastAPI:
    return create_app(forum, Settings())


@pytest.fixture
def guarded(forum: Assistant) -> FastAPI:
    return create_app(forum, Settings(secret=SECRET))


def routes_of(routes: Iterable[BaseRoute]) -> list[APIRoute]:
    return [route for route in routes if isinstance(route, APIRoute)]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8040", 200),
        ("127.0.0.1:9", 200),
        ("[::1]:8040", 200),
        ("reader.example", 200),
        ("evil.test", 403),
        ("localhost.evil.test", 403),
        ("localhost.", 400),
        ("127.0.0.1@evil.test", 400),
        ("", 400),
        ("127.0.0.1:80:80", 400),
        ("0x7f000001", 403),
    ],
)
def test_only_our_own_names_are_answered(forum: Assistant, host: str, status: int) -> None:
    app = create_app(forum, Settings(allow_host="reader.example"))
    client = TestClient(app, base_url="http://localhost")
    assert client.get("/healthz", headers={"Host": host}).status_code == status


def test_refused_host_is_told_the_setting(app: FastAPI) -> None:
    response = TestClient(app, base_url="http://localhost").get("/", headers={"Host": "box.lan"})
    assert "PINCITE_ALLOW_HOST" in response.text


@pytest.mark.parametrize(
    ("method", "headers", "passes"),
    [
        pytest.param("POST", {"sec-fetch-site": "same-origin"}, True, id="our own form"),
        pytest.param("POST", {"sec-fetch-site": "none"}, True, id="typed by the reader"),
        pytest.param("POST", {"sec-fetch-site": "cross-site"}, False, id="another site"),
        pytest.param("POST", {"sec-fetch-site": "same-site"}, False, id="another port"),
        pytest.param(
            "POST",
            {
                "sec-fetch-site": "cross-site",
                "sec-fetch-mode": "navigate",
                "sec-fetch-dest": "document",
            },
            False,
            id="another site's form",
        ),
        pytest.param("POST", {"origin": "http://localhost"}, True, id="old browser, ours"),
        pytest.param("POST", {"origin": "http://evil.test"}, False, id="old browser, another"),
        pytest.param("POST", {"origin": "null"}, False, id="sandboxed frame"),
        pytest.param("POST", {}, True, id="program"),
        pytest.param("PUT", {"sec-fetch-site": "cross-site"}, False, id="upload from elsewhere"),
        pytest.param("GET", {"sec-fetch-site": "cross-site"}, False, id="fetched from elsewhere"),
        pytest.param(
            "GET",
            {
                "sec-fetch-site": "cross-site",
                "sec-fetch-mode": "navigate",
                "sec-fetch-dest": "document",
            },
            True,
            id="link followed",
        ),
        pytest.param(
            "GET",
            {
                "sec-fetch-site": "cross-site",
                "sec-fetch-mode": "navigate",
                "sec-fetch-dest": "iframe",
            },
            False,
            id="framed",
        ),
        pytest.param("GET", {}, True, id="program reads"),
    ],
)
def test_requests_of_other_sites_are_refused(
    method: str, headers: dict[str, str], passes: bool
) -> None:
    refusal = origin_refusal(method, Headers({"host": "localhost", **headers}))
    assert (refusal is None) is passes


def test_refusal_of_another_site_reaches_no_route(app: FastAPI) -> None:
    client = TestClient(app, base_url="http://localhost")
    response = client.post(
        "/library/remove", data={"document": "report"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 403
    assert client.get("/documents/report").status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/nothing",
        "/api/v1/nothing",
        "/healthz",
        "/static/app.css",
        "/documents/none",
        "/login",
    ],
)
def test_every_response_carries_the_headers(app: FastAPI, address: str) -> None:
    response = TestClient(app, base_url="http://localhost").get(address)
    for name, value in HEADERS.items():
        assert response.headers[name] == value, name
    assert "unsafe" not in CONTENT_POLICY
    assert "server" not in response.headers


def test_unexpected_error_carries_the_headers_and_says_little(
    own: Assistant, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(Catalogue, "documents")
    client = TestClient(
        create_app(own, Settings()), base_url="http://localhost", raise_server_exceptions=False
    )
    response = client.get("/api/v1/documents")
    assert response.status_code == 500
    assert response.headers["content-security-policy"] == CONTENT_POLICY
    assert response.json()["error"]["kind"] == "Unexpected"
    assert "AttributeError" not in response.text
    assert "Unforeseen AttributeError" in caplog.text


def test_other_sites_are_never_given_leave(app: FastAPI) -> None:
    client = TestClient(app, base_url="http://localhost")
    asked = {"Origin": "http://evil.test", "Access-Control-Request-Method": "PUT"}
    for response in (client.options("/", headers=asked), client.get("/", headers=asked)):
        assert not [name for name in response.headers if name.startswith("access-control")]


def test_only_a_secret_opens_the_page_to_a_network() -> None:
    with pytest.raises(SettingsError, match="PINCITE_SECRET"):
        check_exposure(Settings(host="0.0.0.0"))
    with pytest.raises(SettingsError, match="12 characters"):
        check_exposure(Settings(secret="short"))
    check_exposure(Settings(host="0.0.0.0", secret=SECRET))
    for host in ("127.0.0.1", "127.9.9.9", "::1", "localhost"):
        check_exposure(Settings(host=host))


def test_allowed_hosts_follow_the_settings() -> None:
    local = {"localhost", "127.0.0.1", "[::1]"}
    assert allowed_hosts(Settings()) == local
    assert allowed_hosts(Settings(host="0.0.0.0", allow_host="Box.lan, box")) == {
        *local,
        "box.lan",
        "box",
    }
    assert allowed_hosts(Settings(host="192.168.1.9")) == {*local, "192.168.1.9"}
    assert allowed_hosts(Settings(host="fe80::1")) == {*local, "[fe80::1]"}


def test_every_refusal_has_a_status() -> None:
    assert set(AssistantError.__subclasses__()) == set(STATUS)


def test_status_of_a_kind_is_that_of_its_parent() -> None:
    assert status_of(errors.LibraryLocked("x")) == 503
    assert status_of(errors.UnknownParagraph("x")) == 404


def test_only_health_sign_in_and_static_files_are_public(guarded: FastAPI) -> None:
    client = TestClient(guarded, base_url="http://localhost", follow_redirects=False)
    opened = {
        (method, route.path)
        for route in every_route(guarded)
        for method in route.methods or ()
        if client.request(method, route.path.replace("{", "").replace("}", "")).status_code
        not in (401, 303)
    }
    assert opened == {("GET", "/healthz"), ("GET", "/login"), ("POST", "/login")}
    assert client.get("/static/app.css").status_code == 200


def every_route(app: FastAPI) -> list[APIRoute]:
    found: list[APIRoute] = []
    for route in app.routes:
        inner = getattr(route, "original_router", None)
        found += routes_of([route]) if inner is None else routes_of(inner.routes)
    assert len(found) > 20
    return found


def test_secret_opens_a_session_and_leads_back(guarded: FastAPI) -> None:
    client = TestClient(guarded, base_url="http://localhost", follow_redirects=False)
    asked = client.get("/?q=police&in=report")
    assert asked.headers["location"] == "/login?next=%2F%3Fq%3Dpolice%26in%3Dreport"
    form = client.get(asked.headers["location"])
    assert 'name="next" value="/?q=police&amp;in=report"' in form.text
    wrong = client.post("/login", data={"secret": "wrong", "next": "/"})
    assert wrong.status_code == 401
    assert "That is not the secret." in wrong.text
    right = client.post("/login", data={"secret": SECRET, "next": "/?q=police"})
    assert (right.status_code, right.headers["location"]) == (303, "/?q=police")
    cookie = right.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/?q=police").status_code == 200
    client.post("/logout")
    assert client.get("/").status_code == 303


def test_programs_send_the_secret_as_a_bearer(guarded: FastAPI) -> None:
    client = TestClient(guarded, base_url="http://localhost")
    assert client.get("/api/v1/documents").status_code == 401
    right = {"Authorization": f"Bearer {SECRET}"}
    assert client.get("/api/v1/documents", headers=right).status_code == 200
    wrong = {"Authorization": "Bearer no"}
    assert client.get("/api/v1/documents", headers=wrong).json()["error"]["kind"] == "NoSession"


def test_guessing_is_slowed_down(guarded: FastAPI) -> None:
    client = TestClient(guarded, base_url="http://localhost", follow_redirects=False)
    statuses = [client.post("/login", data={"secret": "guess"}).status_code for _ in range(11)]
    assert statuses == [401] * 10 + [429]
    assert client.post("/login", data={"secret": SECRET}).status_code == 429


def test_guessing_from_one_address_locks_nobody_else_out(guarded: FastAPI) -> None:
    def client(address: str) -> TestClient:
        return TestClient(
            guarded,
            base_url="http://localhost",
            follow_redirects=False,
            client=(address, 50_000),
        )

    guesser, owner = client("203.0.113.9"), client("198.51.100.4")
    wrong, right = {"Authorization": "Bearer no"}, {"Authorization": f"Bearer {SECRET}"}
    statuses = {guesser.get("/api/v1/documents", headers=wrong).status_code for _ in range(11)}
    assert statuses == {401}
    assert guesser.post("/login", data={"secret": SECRET}).status_code == 429
    assert guesser.get("/api/v1/documents", headers=right).status_code == 401
    assert owner.get("/api/v1/documents", headers=right).status_code == 200
    assert owner.post("/login", data={"secret": SECRET}).status_code == 303
    assert owner.get("/").status_code == 200


def test_behind_a_proxy_on_this_machine_a_guesser_is_known_by_its_own_address(
    guarded: FastAPI,
) -> None:
    served = configuration(guarded)
    served.load()

    def status(peer: str, forwarded: str, secret: str) -> int:
        client = TestClient(served.loaded_app, base_url="http://localhost", client=(peer, 50_000))
        headers = {"Authorization": f"Bearer {secret}", "X-Forwarded-For": forwarded}
        return client.get("/api/v1/documents", headers=headers).status_code

    assert {status("127.0.0.1", "203.0.113.9", "guess") for _ in range(10)} == {401}
    assert status("127.0.0.1", "203.0.113.9", SECRET) == 401
    assert status("127.0.0.1", "198.51.100.4", SECRET) == 200
    # Another machine may say of itself what it likes.
    assert {status("203.0.113.7", f"192.0.2.{n}", "guess") for n in range(10)} == {401}
    assert status("203.0.113.7", "192.0.2.99", SECRET) == 401


def test_a_guesser_may_try_again_after_a_while_and_is_then_forgotten() -> None:
    now = [0.0]
    sessions = Sessions(SECRET, "library", clock=lambda: now[0])
    assert not any(sessions.knows("guess", "203.0.113.9") for _ in range(10))
    assert not sessions.knows(SECRET, "203.0.113.9")
    now[0] = PERIOD
    assert sessions.knows(SECRET, "203.0.113.9")
    assert sessions._wrong == {}


def test_no_more_guessers_are_remembered_than_there_is_room_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("web.sessions.MOST_ADDRESSES", 3)
    sessions = Sessions(SECRET, "library", clock=lambda: 0.0)
    for number in range(9):
        assert not sessions.knows("guess", f"203.0.113.{number}")
    assert list(sessions._wrong) == ["203.0.113.6", "203.0.113.7", "203.0.113.8"]


@pytest.mark.parametrize(
    ("client", "address"),
    [
        (("203.0.113.9", 50_000), "203.0.113.9"),
        (("::ffff:203.0.113.9", 50_000), "203.0.113.9"),
        (("2001:db8:1:2:3:4:5:6", 50_000), "2001:db8:1:2::/64"),
        (("testclient", 50_000), "testclient"),
        (None, ""),
    ],
)
def test_where_a_request_comes_from(client: tuple[str, int] | None, address: str) -> None:
    assert address_of({"type": "http", "client": client}) == address


def test_session_ends_when_it_is_not_used() -> None:
    now = [0.0]
    sessions = Sessions(SECRET, "library", clock=lambda: now[0])
    headers = Headers({"cookie": f"{sessions.cookie}={sessions.begin()}"})
    now[0] = IDLE - 1.0
    assert sessions.admits(headers, "")
    now[0] += IDLE + 1.0
    assert not sessions.admits(headers, "")
    assert not sessions.admits(Headers({"cookie": f"{sessions.cookie}=other"}), "")


def test_bearer_that_is_right_is_never_slowed_down() -> None:
    sessions = Sessions(SECRET, "library", clock=lambda: 0.0)
    right = Headers({"authorization": f"Bearer {SECRET}"})
    assert [sessions.admits(right, "") for _ in range(50)] == [True] * 50


@pytest.mark.parametrize(
    ("given", "leads"),
    [
        ("/?q=a", "/?q=a"),
        ("//evil.test", "/"),
        ("/\\evil.test", "/"),
        ("https://evil.test", "/"),
        ("/a\nb", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_nowhere_else(given: str, leads: str) -> None:
    assert safe_next(given) == leads


def test_without_a_secret_there_is_nothing_to_sign_in_to(app: FastAPI) -> None:
    client = TestClient(app, base_url="http://localhost", follow_redirects=False)
    assert client.get("/login").headers["location"] == "/"

"""The secret: who has given it, and the gate that asks for it."""

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from web.security import PUBLIC, refusal

IDLE = 12 * 3600
"""Seconds after which an unused session ends."""

LONGEST = 7 * 24 * 3600
"""Seconds after which any session ends."""

ATTEMPTS, PERIOD = 10, 60.0
"""So many wrong secrets in so many seconds; then the right secret is refused as well."""


class Sessions:
    """Sessions of this run of the server; only the hashes of their tokens are kept."""

    def __init__(self, secret: str, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        """`name` tells this library's cookie from others: cookies know no ports."""
        self.cookie = f"pincite_{hashlib.sha256(name.encode()).hexdigest()[:10]}"
        self._secret = hashlib.sha256(secret.encode()).digest()
        self._clock = clock
        self._lock = threading.Lock()
        self._sessions: dict[str, tuple[float, float]] = {}
        self._wrong: list[float] = []

    def knows(self, secret: str) -> bool:
        """Whether it is the secret; takes as long for a wrong one, which is counted."""
        if self.guessed_often:
            return False
        known = hmac.compare_digest(hashlib.sha256(secret.encode()).digest(), self._secret)
        if not known:
            with self._lock:
                self._wrong.append(self._clock())
        return known

    @property
    def guessed_often(self) -> bool:
        """Whether so many wrong secrets came of late that none is tried for a while."""
        now = self._clock()
        with self._lock:
            self._wrong = [at for at in self._wrong if now - at < PERIOD]
            return len(self._wrong) >= ATTEMPTS

    def begin(self) -> str:
        """A token for a new session."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        with self._lock:
            self._sessions[_hash(token)] = (now, now)
        return token

    def end(self, token: str) -> None:
        """Forget a session."""
        with self._lock:
            self._sessions.pop(_hash(token), None)

    def admits(self, headers: Headers) -> bool:
        """The request carries a session of ours, or the secret itself as a bearer."""
        given = headers.get("authorization", "")
        if given[:7].lower() == "bearer ":
            return self.knows(given[7:].strip())
        token = self.token_of(headers)
        return token is not None and self._lives(token)

    def token_of(self, headers: Headers) -> str | None:
        """The token in the request's cookie."""
        try:
            morsel = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return None
        return None if morsel is None else morsel.value

    def _lives(self, token: str) -> bool:
        key, now = _hash(token), self._clock()
        with self._lock:
            began, seen = self._sessions.get(key, (0.0, -LONGEST))
            if now - began > LONGEST or now - seen > IDLE:
                self._sessions.pop(key, None)
                return False
            self._sessions[key] = (began, now)
            return True


class SecretGate:
    """Asks for the secret before anything is read, `PUBLIC` paths aside."""

    def __init__(self, app: ASGIApp, sessions: Sessions) -> None:
        self.app = app
        self.sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or is_public(scope["path"]):
            await self.app(scope, receive, send)
            return
        if self.sessions.admits(Headers(scope=scope)):
            await self.app(scope, receive, send)
            return
        if scope["method"] == "GET" and not scope["path"].startswith("/api/"):
            await RedirectResponse(f"/login?next={_next(scope)}", 303)(scope, receive, send)
            return
        refused = refusal(scope, 401, "Sign in first, or send the secret as a bearer.", "NoSession")
        await refused(scope, receive, send)


def is_public(path: str) -> bool:
    """Whether this path needs no secret."""
    return any(path == p or (p.endswith("/") and path.startswith(p)) for p in PUBLIC)


def safe_next(path: str) -> str:
    """Where to go after signing in: a path of ours, or the chat."""
    within = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if within and path.isprintable() else "/"


def _next(scope: Scope) -> str:
    query = scope["query_string"].decode("latin-1")
    return quote(scope["path"] + (f"?{query}" if query else ""), safe="")


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

"""The secret: who has given it, and the gate that asks for it."""

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from ipaddress import IPv6Address, IPv6Network, ip_address
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
"""So many wrong secrets in so many seconds from one address; then it may not give the right one."""

MOST_ADDRESSES = 10_000
"""Addresses whose wrong secrets are remembered; beyond, the one that was silent longest goes."""


class Sessions:
    """Sessions of this run of the server; only the hashes of their tokens are kept."""

    def __init__(self, secret: str, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        """`name` tells this library's cookie from others: cookies know no ports."""
        self.cookie = f"pincite_{hashlib.sha256(name.encode()).hexdigest()[:10]}"
        self._secret = hashlib.sha256(secret.encode()).digest()
        self._clock = clock
        self._lock = threading.Lock()
        self._sessions: dict[str, tuple[float, float]] = {}
        self._wrong: dict[str, list[float]] = {}

    def knows(self, secret: str, address: str) -> bool:
        """Whether it is the secret; takes as long for a wrong one, which is counted."""
        if self.guessed_often(address):
            return False
        known = hmac.compare_digest(hashlib.sha256(secret.encode()).digest(), self._secret)
        if not known:
            with self._lock:
                self._wrong[address] = [*self._wrong.pop(address, []), self._clock()]
                if len(self._wrong) > MOST_ADDRESSES:
                    del self._wrong[next(iter(self._wrong))]
        return known

    def guessed_often(self, address: str) -> bool:
        """Whether so many wrong secrets came from there of late that none is tried for a while."""
        now = self._clock()
        with self._lock:
            recent = [at for at in self._wrong.get(address, ()) if now - at < PERIOD]
            if recent:
                self._wrong[address] = recent
            else:
                self._wrong.pop(address, None)
            return len(recent) >= ATTEMPTS

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

    def admits(self, headers: Headers, address: str) -> bool:
        """The request carries a session of ours, or the secret itself as a bearer."""
        given = headers.get("authorization", "")
        if given[:7].lower() == "bearer ":
            return self.knows(given[7:].strip(), address)
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
        if self.sessions.admits(Headers(scope=scope), address_of(scope)):
            await self.app(scope, receive, send)
            return
        if scope["method"] == "GET" and not scope["path"].startswith("/api/"):
            await RedirectResponse(f"/login?next={_next(scope)}", 303)(scope, receive, send)
            return
        refused = refusal(scope, 401, "Sign in first, or send the secret as a bearer.", "NoSession")
        await refused(scope, receive, send)


def address_of(scope: Scope) -> str:
    """Where a request comes from; of an IPv6 address the network, which is one household's.

    Behind a proxy it is what the proxy says, where the server believes it, else the proxy.
    """
    host = str((scope.get("client") or ("",))[0])
    try:
        found = ip_address(host)
    except ValueError:
        return host
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Network((found, 64), strict=False))
    return host


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

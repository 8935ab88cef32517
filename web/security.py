"""Who may speak to the page: hosts, origins, the secret, and what every response forbids."""

import re
from collections.abc import Mapping
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.errors import SettingsError
from assistant.settings import Settings

CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
"""On every response that does not say otherwise."""

LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
PUBLIC = ("/healthz", "/login", "/static/")
"""Paths that need no secret."""

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)(?::\d{1,5})?")


def check_exposure(settings: Settings) -> None:
    """Raises `SettingsError` where the page would be open to a network without a secret."""
    if not is_loopback(settings.host) and not settings.secret:
        raise SettingsError(
            f"{settings.host} can be reached from other machines, so a secret is needed: "
            "set PINCITE_SECRET (and PINCITE_ALLOW_HOST to the name they will use), "
            "or leave PINCITE_HOST at 127.0.0.1."
        )
    if settings.secret and len(settings.secret) < 12:
        raise SettingsError("PINCITE_SECRET is shorter than 12 characters; take a longer one.")


def is_loopback(host: str) -> bool:
    """The address cannot be reached from another machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """The names in `Host` that are answered, in lower case, without a port."""
    given = {name.strip().lower() for name in settings.allow_host.split(",") if name.strip()}
    try:
        own = ip_address(settings.host.strip("[]"))
    except ValueError:
        return LOCAL_HOSTS | given | {settings.host.lower()}
    if own.is_unspecified:
        return LOCAL_HOSTS | given
    return LOCAL_HOSTS | given | {f"[{own}]" if own.version == 6 else str(own)}


def host_of(headers: Headers) -> str | None:
    """The one `Host` of a request in lower case without its port; `None` if it is malformed."""
    hosts = headers.getlist("host")
    match = _HOST.fullmatch(hosts[0].lower()) if len(hosts) == 1 else None
    return None if match is None else match[1]


def origin_refusal(method: str, headers: Headers) -> str | None:
    """Why a request from another page is refused; `None` when it may pass.

    Reads may be followed as links from anywhere, but not fetched, framed or
    embedded; changes only come from our own pages or from programs.
    """
    site = headers.get("sec-fetch-site")
    if site in ("same-origin", "none"):
        return None
    safe = method in SAFE_METHODS
    if site is not None:
        followed = (
            headers.get("sec-fetch-mode") == "navigate"
            and headers.get("sec-fetch-dest") == "document"
        )
        return None if safe and followed else "This request came from another site."
    origin = headers.get("origin")
    if origin is None or origin.partition("://")[2].lower() == headers.get("host", "").lower():
        return None
    return "This request came from another site."


class SecurityHeaders:
    """Puts `HEADERS` on every response, also on refusals of the gates inside."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class Gate:
    """Refuses hosts that are not ours and requests that other sites make."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self.app = app
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; a refused one is answered before its body is read."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = Headers(scope=scope)
        host = host_of(headers)
        if host is None or host not in self.hosts:
            shown = host or "an unreadable name"
            reason = (
                f"Pincite does not answer as {shown}. If that is its name on your network, "
                "set PINCITE_ALLOW_HOST to it."
            )
            await refusal(scope, 403 if host else 400, reason, "UnknownHost")(scope, receive, send)
            return
        reason_or_none = origin_refusal(scope["method"], headers)
        if reason_or_none is not None:
            await refusal(scope, 403, reason_or_none, "OtherSite")(scope, receive, send)
            return
        await self.app(scope, receive, send)


def refusal(scope: Scope, status: int, message: str, kind: str) -> ASGIApp:
    """A refusal before any route is known: JSON under `/api/`, plain text elsewhere."""
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": {"message": message, "kind": kind}}, status_code=status)
    return PlainTextResponse(message + "\n", status_code=status)

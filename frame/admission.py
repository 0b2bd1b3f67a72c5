"""Who is let in, and as whom. On one's own machine whoever sits there; as soon as others can reach the server, or a
sign-in is set up, nobody but those whom an analyst gave a role."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any

from disclosure import ROLES, cleared
from frame.sessions import Sessions
from frame.viewer import Viewer

SECRET = "X-Uptake-Proxy-Secret"  # noqa: S105 - the name of the header


@dataclass(frozen=True)
class Server:
    """How a server may be reached. address: where it listens, '' everywhere; None where nothing listens (a test).
    hosts: the names that it answers to. sign_in: whether OIDC is set up ([auth] in secrets.toml). header: of the proxy
    that says who asks, '' none. secret: that the proxy shows to be the proxy."""

    address: str | None = "127.0.0.1"
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    sign_in: bool = False
    header: str = ""
    secret: str = ""

    @property
    def reachable(self) -> bool:
        """Whether anybody but those at this machine can reach it, as far as the server knows."""
        if self.address is None:
            return False
        return not (loopback(self.address) and self.hosts and all(map(loopback, self.hosts)))


@dataclass(frozen=True)
class Caller:
    """Who asks. ip: '' for this machine. claims: of the token of a sign-in; empty for none. headers: of the request."""

    ip: str = ""
    claims: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Refusal:
    """Why somebody is not let in, in a sentence; may_sign_in: whether signing in could change that."""

    sentence: str
    may_sign_in: bool = False


def loopback(host: str) -> bool:
    """Whether a host is this machine alone: '127.0.0.1' → True, '' (everywhere) → False, '0.0.0.0' → False."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def admitted(
    server: Server, caller: Caller, own: Viewer, roles: Mapping[str, Any], sessions: Sessions, now: float
) -> Viewer | Refusal:
    """As whom somebody is let in, or why not. own: whoever sits at this machine. roles: the settings of kind
    disclosure.ROLE. now: seconds since 1970."""
    if server.header:
        return _by_proxy(server, caller, roles)
    if server.sign_in:
        return _by_token(caller, roles, sessions, now)
    if server.reachable or not (caller.ip == "" or loopback(caller.ip)):
        return Refusal(
            "This dashboard can be reached from other machines, and nobody has said who may see what: set up a "
            "sign-in as docs/security.md tells, or let the server listen on 127.0.0.1 alone."
        )
    return own


def _by_proxy(server: Server, caller: Caller, roles: Mapping[str, Any]) -> Viewer | Refusal:
    """Whom the proxy names, where it shows that it is the proxy: the header alone anybody could send."""
    if not server.secret:
        return Refusal("UPTAKE_PROXY_HEADER is set without UPTAKE_PROXY_SECRET: nobody can be let in.")
    shown = _header(caller.headers, SECRET)
    if not hmac.compare_digest(shown.encode(), server.secret.encode()):
        return Refusal("Open this dashboard through the address that your organisation gave you.")
    who = _header(caller.headers, server.header).strip().lower()
    return _with_role(who, roles) if who else Refusal("The proxy did not say who you are.")


def _header(headers: Mapping[str, str], name: str) -> str:
    return next((value for key, value in headers.items() if key.lower() == name.lower()), "")


def _by_token(caller: Caller, roles: Mapping[str, Any], sessions: Sessions, now: float) -> Viewer | Refusal:
    if not caller.claims:
        return Refusal("Sign in to see this dashboard.", may_sign_in=True)
    who = str(caller.claims.get("email") or "").strip().lower()
    if not who or caller.claims.get("email_verified") is False:
        return Refusal("Your sign-in gives no address that was verified, so nobody knows who you are.")
    if over := sessions.over(who, caller.claims, now):
        return Refusal(f"{over} Sign in again.", may_sign_in=True)
    return _with_role(who, roles)


def _with_role(who: str, roles: Mapping[str, Any]) -> Viewer | Refusal:
    given = roles.get(who)
    if not isinstance(given, Mapping) or given.get("role") not in ROLES:
        return Refusal(f"You are signed in as {who}, and have no role here yet: ask an analyst of the LMC.")
    return Viewer(who, cleared(given["role"], tuple(given.get("regions") or ())))


def in_a_line(server: Server, own: Viewer, roles: int) -> str:
    """Who may see what on this server, as it is said at the start; with a warning where that is wide."""
    if server.header or server.sign_in:
        how = f"the proxy's header {server.header}" if server.header else "OpenID Connect"
        return f"Who may see what: whoever signs in by {how} and has one of {roles} roles given; nobody else."
    if server.reachable:
        return (
            f"WARNING: this server listens on {server.address or 'every address'} for "
            f"{', '.join(server.hosts) or 'any host'} without a sign-in: nobody is let in (docs/security.md)."
        )
    may = ROLES[own.clearance.role]["about"]
    return f"Who may see what: whoever uses this machine, without an account, as {own.clearance.role}: {may}."

"""A small OpenID Connect provider: real redirects, real codes, tokens signed with a key that it publishes.

It signs in whoever it is told to, without a password; all else is checked as the standard asks: the client's secret,
the code that is good once, the address to go back to and PKCE.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT, SECRET = "uptake", secrets.token_hex(24)


@dataclass
class Provider:
    """claims: of the next sign-in, laid over the usual ones. issued, expires: seconds from now. signed_out: how often
    somebody was sent here to end their session."""

    address: str
    claims: dict[str, Any] = field(default_factory=dict)
    issued: int = 0
    expires: int = 3600
    signed_out: int = 0
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    key: Any = None

    def sign_in_as(self, email: str, *, issued: int = 0, expires: int = 3600, **claims: Any) -> None:
        """Who the next one to come is."""
        self.claims, self.issued, self.expires = {"email": email, **claims}, issued, expires

    def metadata(self) -> dict[str, Any]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "end_session_endpoint": f"{self.address}/ended",
            "code_challenge_methods_supported": ["S256"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
        }

    def authorise(self, asked: dict[str, str]) -> str:
        """Where the browser goes next: back, with a code that is good once."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """The tokens for a code; None where anything about the request is wrong."""
        known = self.codes.pop(asked.get("code", ""), None)
        shown = base64.b64decode(authorization.removeprefix("Basic ") or b"").decode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(asked.get("code_verifier", "").encode()).digest())
        if known is None or shown != f"{CLIENT}:{SECRET}":
            return None
        if asked.get("redirect_uri") != known["redirect_uri"]:
            return None
        if known["code_challenge"] != challenge.decode().rstrip("="):
            return None
        now = int(time.time())
        claims = {
            "iss": self.address, "aud": CLIENT, "sub": self.claims["email"], "email_verified": True,
            "nonce": known.get("nonce"), "iat": now + self.issued, "exp": now + self.expires, **self.claims,
        }  # fmt: skip
        return {
            "access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "expires_in": 3600,
            "id_token": self._signed(claims),
        }  # fmt: skip

    def _signed(self, claims: dict[str, Any]) -> str:
        from joserfc import jwt

        return jwt.encode({"alg": "RS256", "kid": self.key.kid}, claims, self.key)

    def keys(self) -> dict[str, Any]:
        return {"keys": [self.key.as_dict(private=False)]}


@contextmanager
def providing() -> Iterator[Provider]:
    """A provider that answers on a free port of this machine."""
    from joserfc.jwk import RSAKey

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            where = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(where.query).items()}
            if where.path == "/authorize":
                self._redirect(provider.authorise(asked))
            elif where.path == "/ended":
                provider.signed_out += 1
                self._redirect(asked["post_logout_redirect_uri"])
            elif where.path == "/keys":
                self._json(provider.keys())
            else:
                self._json(provider.metadata())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            asked = {name: values[0] for name, values in parse_qs(body).items()}
            given = provider.token(asked, self.headers.get("Authorization", ""))
            self._json(given or {"error": "invalid_grant"}, 200 if given else 400)

        def _redirect(self, address: str) -> None:
            self.send_response(302)
            self.send_header("Location", address)
            self.end_headers()

        def _json(self, content: dict[str, Any], status: int = 200) -> None:
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    provider = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    provider.key = RSAKey.generate_key(2048, auto_kid=True)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()

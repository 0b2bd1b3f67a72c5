"""Who sends a request that no page makes: let in as pages let in, by the same sign-in (frame/admission.py)."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from streamlit.web.server.starlette import starlette_websocket
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from disclosure import ROLE
from frame.admission import Caller, Refusal, admitted
from frame.entrance import SESSIONS, this_server
from frame.viewer import viewer
from service import Refused, Who
from store import Store


def who_asks(store: Store, request: Request) -> Who | Refused:
    """As whom a request is let in, or why not. A name that this server does not answer to is refused first: any web
    page may have its own name resolve to this machine."""
    host = request.headers.get("host")
    if not starlette_websocket.is_host_allowed(host):
        return Refused("This server does not answer to that name: see server.allowedHosts.", 400)
    server = this_server()
    claims = _claims(request, host or "") if server.sign_in else {}
    ip = request.client.host if request.client else ""
    roles = store.snapshot().settings(ROLE) if server.sign_in or server.header else {}
    admission = admitted(
        server, Caller(ip, claims, dict(request.headers)), viewer(), roles, SESSIONS, time.time()
    )
    if isinstance(admission, Refusal):
        return Refused(admission.sentence, 401 if admission.may_sign_in else 403)
    return Who(admission.name, admission.clearance)


def _claims(request: Request, host: str) -> Mapping[str, Any]:
    """The claims of a sign-in, from the cookie that pages have set and signed; none where it is not of this address."""
    # Streamlit reads its cookie for its own sessions alone; a signature that does not fit gives None.
    signed = starlette_websocket._get_signed_cookie_with_chunks(dict(request.cookies), USER_COOKIE_NAME)
    try:
        claims = json.loads(signed or b"{}")
    except ValueError:
        return {}
    own = urlsplit(str(claims.get("origin", ""))).netloc == host
    return claims if own and claims.get("is_logged_in") else {}

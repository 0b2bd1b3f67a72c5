"""How long a sign-in lasts: until its token expires, so many hours, while it is used, and until somebody signs out.

Streamlit keeps a cookie for 30 days and checks none of these; so this process remembers when each was last seen.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MINUTE, HOUR = 60, 3600


@dataclass
class Sessions:
    """Of one process, by who signed in and when. idle, longest: seconds that a sign-in lasts unused, and at most."""

    idle: float = 30 * MINUTE
    longest: float = 12 * HOUR
    _seen: dict[tuple[str, float], float] = field(default_factory=dict, compare=False)
    _out: dict[str, float] = field(default_factory=dict, compare=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, compare=False)

    def over(self, who: str, claims: Mapping[str, Any], now: float) -> str:
        """Why a sign-in is over, in a sentence, or ''; one that is not was seen now. claims: of its token, of which
        iat (issued at) and exp (expires at) are needed, in seconds."""
        issued, expires = (claims.get(name) for name in ("iat", "exp"))
        if not all(isinstance(at, (int, float)) for at in (issued, expires)):
            return "The sign-in does not say how long it lasts, so it cannot be taken."
        with self._lock:
            # Each sign-in by itself: one that is used at the office keeps none alive on a forgotten laptop.
            last = max(issued, self._seen.get((who, issued), 0))
            if expires <= now or now - issued > self.longest:
                return "The sign-in has expired."
            if issued <= self._out.get(who, -1):
                return "You have signed out."
            if now - last > self.idle:
                return f"Nobody used this sign-in for {self.idle / MINUTE:.0f} minutes, so it is over."
            self._seen[who, issued] = now
            for other in [session for session in self._seen if now - session[1] > self.longest]:
                del self._seen[other]
        return ""

    def sign_out(self, who: str, now: float) -> None:
        """End every sign-in of somebody that was made until now, whichever browser holds it."""
        with self._lock:
            self._out[who] = now


def sessions_as_set(environment: Mapping[str, str]) -> Sessions:
    """As UPTAKE_IDLE_MINUTES and UPTAKE_SIGN_IN_HOURS say; what is no number of more than nought is the usual."""
    usual = Sessions()
    idle = _positive(environment.get("UPTAKE_IDLE_MINUTES", ""), MINUTE) or usual.idle
    return Sessions(idle, _positive(environment.get("UPTAKE_SIGN_IN_HOURS", ""), HOUR) or usual.longest)


def _positive(text: str, unit: int) -> float:
    try:
        return max(0.0, float(text)) * unit
    except ValueError:
        return 0.0

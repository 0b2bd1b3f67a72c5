"""Headings over what is said of a service: asking of notice that was served, or listing services."""

from __future__ import annotations

import re

_SERVED = re.compile(
    r"(?:ha(?:s|ve) (?:you|your practice|the practice) |has )?(?:notices? (?:been )?(?:served|given|issued)"
    r"|(?:served|given) notice|date (?:of )?notice(?: (?:was )?(?:served|given))?)"
    r" (?:on|for)(?: the| your)?:? (?P<service>.+?)\??",
    re.IGNORECASE,
)
_OF_SERVED = re.compile(
    r"\b(?:served|given|gave)\b.*\bnotice|\bnotices?\b.*\b(?:served|given)\b", re.IGNORECASE | re.DOTALL
)
_OF_PLANS = re.compile(
    r"\b(?:will|would|plan\w*|intend\w*|going to|consider\w*|might|could|may|should|want\w*|not|support\w*|if)\b",
    re.IGNORECASE,
)
_SERVED_ON = re.compile(
    r"(.*\bnotices?(?: served| given)? (?:on|for|to stop))\s+(.+)", re.IGNORECASE | re.DOTALL
)

# What may stand in brackets behind 'Date served' without changing what the column is.
_ASIDE = re.compile(
    r"\s+(?:y/n|yes/no)\s*\??$"
    r"|\s*[(\[](?:(?:dd?[/.-]mm?[/.-]yy(?:yy)?)|if (?:known|any|applicable|extended|given)|as known|optional"
    r"|y ?/ ?n|yes ?/ ?no|date|[^()\[\]]*\b(?:months?|weeks?|days?)\b[^()\[\]]*)[)\]]\s*$",
    re.IGNORECASE,
)
_NOTICE = r"\b(?:notices?|served|serving|withdrawn|withdrawing|stopp(?:ed|ing))\b"
_OF_NOTICES = re.compile(_NOTICE, re.IGNORECASE)
_NUMBERED = re.compile(r"services?[ _]?\d+", re.IGNORECASE)
_SERVICES_OF_NOTICES = re.compile(rf"(?=.*\bservices?\b).*{_NOTICE}", re.IGNORECASE)
_DAYS_SERVED = re.compile(r"notices? served on:?", re.IGNORECASE)


def service_served(heading: str) -> str | None:
    """What a heading says that notice was served on.

    >>> service_served("Notice served on spirometry")
    'spirometry'
    """
    match = _SERVED.fullmatch(" ".join(heading.split()))
    return match["service"] if match else None


def question_and_service(heading: str) -> tuple[str, str] | None:
    """A question of notice and what it is about.

    >>> question_and_service("Have you served notice on ECGs?")
    ('Have you served notice on', 'ECGs')
    """
    match = _SERVED_ON.fullmatch(heading.rstrip(" ?"))
    return (match[1], match[2]) if match else None


def is_of_notices_served(question: str) -> bool:
    """Whether a question is about notices that have been served, and not about those that may be.

    >>> is_of_notices_served("Have you served notice?"), is_of_notices_served("Would you have served notice?")
    (True, False)
    """
    return bool(_OF_SERVED.search(question)) and not _OF_PLANS.search(question)


def without_aside(heading: str) -> str:
    """A heading without what a form asks for in brackets behind it.

    >>> without_aside("Date served (3 months' notice)"), without_aside("Notice served? (Y/N)")
    ('Date served', 'Notice served?')
    """
    return _ASIDE.sub("", heading)


def is_of_notices(text: str) -> bool:
    """Whether a title speaks of notices: 'Notices served', 'Services stopped'."""
    return _OF_NOTICES.search(text) is not None


def is_numbered_service(heading: str) -> bool:
    """Whether a heading is one of a mail merge: 'Service_1'."""
    return _NUMBERED.fullmatch(heading) is not None


def is_over_services(heading: str) -> bool:
    """Whether services on notice may stand below a heading: 'Service_1', 'Services on which notice is served'."""
    return is_numbered_service(heading) or _SERVICES_OF_NOTICES.match(heading) is not None


def is_over_days_served(heading: str) -> bool:
    """Whether a heading is 'Notice served on', over days; over services it says the same of these."""
    return _DAYS_SERVED.fullmatch(heading) is not None

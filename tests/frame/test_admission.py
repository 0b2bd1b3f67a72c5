"""Who is let in: nobody by default where others can reach the server, and never as more than their role."""

from __future__ import annotations

import pytest

from disclosure import ANALYST, COMMITTEE, PUBLIC, REPRESENTATIVE
from frame.admission import SECRET, Caller, Refusal, Server, admitted, in_a_line, loopback
from frame.sessions import HOUR, MINUTE, Sessions, sessions_as_set
from frame.viewer import Viewer

NOW = 1_750_000_000.0
OWN = Viewer("office", ANALYST)
ROLES = {
    "ann@lmc.example": {"role": "analyst", "regions": ["dorset"]},
    "rep@gpc.example": {"role": "representative", "regions": []},
    "icb@nhs.example": {"role": "public", "regions": []},
    "odd@lmc.example": {"role": "root", "regions": []},
}
OIDC, PROXY = Server(sign_in=True), Server(header="X-Email", secret="between us")


def claims(**more) -> dict:
    return {"email": "Ann@LMC.example", "iat": NOW - MINUTE, "exp": NOW + HOUR} | more


def asked(server: Server, caller: Caller = Caller(), sessions: Sessions | None = None, now: float = NOW):  # noqa: B008
    return admitted(server, caller, OWN, ROLES, sessions or Sessions(), now)


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("::1", True), ("[::1]", True), ("localhost", True), ("", False), ("0.0.0.0", False),
     ("192.168.1.4", False), ("uptake.lmc.example", False), ("127.0.0.1.evil.example", False)],
)  # fmt: skip
def test_loopback_is_this_machine_alone(host, alone):
    assert loopback(host) == alone


def test_on_ones_own_machine_there_is_no_account():
    assert asked(Server()) == OWN
    assert asked(Server(address=None, hosts=())) == OWN


@pytest.mark.parametrize(
    "server",
    [Server(address=""), Server(address="0.0.0.0"), Server(address="10.1.2.3"), Server(hosts=()),
     Server(hosts=("localhost", "uptake.lmc.example")), Server(hosts=("*",))],
)  # fmt: skip
def test_nobody_is_let_in_where_others_can_reach_the_server(server):
    result = asked(server)
    assert isinstance(result, Refusal)
    assert "docs/security.md" in result.sentence


def test_nobody_from_another_machine_is_let_in_whatever_the_server_knows_of_itself():
    assert isinstance(asked(Server(), Caller(ip="192.168.1.9")), Refusal)


def test_a_sign_in_is_needed_and_gives_the_role_of_the_table():
    assert asked(OIDC) == Refusal("Sign in to see this dashboard.", may_sign_in=True)
    assert asked(OIDC, Caller(claims=claims())).clearance.regions == ("dorset",)
    assert asked(OIDC, Caller(claims=claims(email="rep@gpc.example"))).clearance == REPRESENTATIVE
    assert asked(OIDC, Caller(claims=claims(email="icb@nhs.example"))).clearance == PUBLIC


@pytest.mark.parametrize(
    "wrong",
    [{"email": "stranger@x.example"}, {"email": "odd@lmc.example"}, {"email": ""}, {"email_verified": False},
     {"exp": NOW - 1}, {"exp": None}, {"iat": None}, {"iat": NOW - 13 * HOUR, "exp": NOW + HOUR},
     {"iat": NOW - 31 * MINUTE}],
)  # fmt: skip
def test_a_sign_in_that_is_over_or_gives_no_role_lets_nobody_in(wrong):
    assert isinstance(asked(OIDC, Caller(claims=claims(**wrong))), Refusal)


def test_a_sign_in_lasts_while_it_is_used_and_ends_everywhere_at_once():
    sessions, caller = Sessions(), Caller(claims=claims(exp=NOW + 9 * HOUR))
    for minutes in (0, 25, 50, 75):
        assert isinstance(asked(OIDC, caller, sessions, NOW + minutes * MINUTE), Viewer)
    sessions.sign_out("ann@lmc.example", NOW + 76 * MINUTE)
    assert "signed out" in asked(OIDC, caller, sessions, NOW + 77 * MINUTE).sentence
    again = Caller(claims=claims(iat=NOW + 78 * MINUTE, exp=NOW + 9 * HOUR))
    assert isinstance(asked(OIDC, again, sessions, NOW + 78 * MINUTE), Viewer)
    assert "30 minutes" in asked(OIDC, again, sessions, NOW + 120 * MINUTE).sentence


def test_a_sign_in_that_is_used_keeps_no_other_alive():
    sessions = Sessions()
    laptop, office = (Caller(claims=claims(iat=NOW + at, exp=NOW + 9 * HOUR)) for at in (0, 60))
    for minutes in (2, 25, 50):
        assert isinstance(asked(OIDC, office, sessions, NOW + minutes * MINUTE), Viewer)
    assert "30 minutes" in asked(OIDC, laptop, sessions, NOW + 51 * MINUTE).sentence


def test_a_proxy_is_believed_that_shows_to_be_the_proxy():
    names = {"x-email": "Ann@lmc.example", SECRET: "between us"}
    assert asked(PROXY, Caller(headers=names)).name == "ann@lmc.example"
    for headers in ({}, {"X-Email": "ann@lmc.example"}, names | {SECRET: "guessed"}, {SECRET: "between us"}):
        assert isinstance(asked(PROXY, Caller(headers=headers)), Refusal)
    assert isinstance(
        asked(Server(header="X-Email"), Caller(headers={"X-Email": "ann@lmc.example", SECRET: ""})), Refusal
    )


def test_what_is_said_at_the_start():
    assert "without an account, as analyst" in in_a_line(Server(), OWN, 0)
    assert "as committee" in in_a_line(Server(), Viewer("", COMMITTEE), 0)
    assert in_a_line(Server(address=""), OWN, 0).startswith("WARNING")
    assert "3 roles" in in_a_line(OIDC, OWN, 3)
    assert all(
        "\n" not in in_a_line(server, OWN, 1) for server in (Server(), OIDC, PROXY, Server(address=""))
    )


def test_how_long_a_sign_in_lasts_can_be_set():
    assert sessions_as_set({"UPTAKE_IDLE_MINUTES": "5", "UPTAKE_SIGN_IN_HOURS": "1"}) == Sessions(
        5 * MINUTE, HOUR
    )
    assert sessions_as_set({"UPTAKE_IDLE_MINUTES": "never", "UPTAKE_SIGN_IN_HOURS": "-1"}) == Sessions()

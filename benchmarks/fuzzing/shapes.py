"""The tables that the fuzzing starts from: every kind and layout, with the real headings and invented practices."""

from __future__ import annotations

import random
from datetime import date, datetime
from typing import Any

from benchmarks.workload import ANSWERS, wordings

Rows = list[list[Any]]
SERVICES = ["Ring pessary fitting or change", "Spirometry", "Anticoagulation", "Minor injuries"]
RATINGS = ["R", "A", "G", "Red", "amber", "GREEN ", "n/a", "Don't know", None, "Green - already in place"]


def shapes(chance: random.Random) -> dict[str, Rows]:
    """Tables by name; dates and numbers are values, everything else is text."""
    items = wordings()[:6]
    codes = [f"Z99{number:03d}" for number in chance.sample(range(100), 8)]
    names = [f"Practice {code[-2:]}" for code in codes]
    return {
        "form": [
            ["ID", "Start time", "Completion time", "Email", "Name", "ODS code", *items],
            *(
                [n, _moment(chance), _moment(chance), "a@b.example", "x", code, *chance.choices(ANSWERS, k=6)]
                for n, code in enumerate(codes, start=1)
            ),
        ],
        "by hand": [
            ["Collective action: what practices said"],
            ["Updated 3 December 2024"],
            [],
            ["Code", "Practice", *items],
            *([code, name, *chance.choices(RATINGS, k=6)] for code, name in zip(codes, names, strict=True)),
            ["Total", None, *[chance.randrange(9) for _ in items]],
            [],
            ["Key: R = will not undertake, A = in certain conditions, G = will readily undertake"],
        ],
        "long": [
            ["ODS code", "Action", "Answer"],
            *([code, item, chance.choice(RATINGS)] for code in codes for item in items[:3]),
        ],
        "transposed": [
            ["Action", *codes],
            *([item, *chance.choices(ANSWERS, k=len(codes))] for item in items),
        ],
        "log": [
            ["ODS code", "Practice name", "Service", "Date served", "Effective from", "Status", "Notes"],
            *(
                [
                    code,
                    name,
                    chance.choice(SERVICES),
                    *_days(chance),
                    chance.choice(["Served", "Withdrawn"]),
                    "x",
                ]
                for code, name in zip(codes, names, strict=True)
            ),
        ],
        "matrix": [
            ["Practice code", *SERVICES],
            *([code, *[chance.choice(["Yes", "✓", "01/04/2025", None]) for _ in SERVICES]] for code in codes),
        ],
        "tallies": [
            ["Region", "Service", "Practices", "Out of", "%", "As of"],
            ["Gloucestershire", SERVICES[0], "almost 90%", 64, 0.9, "February 2025"],
            ["Dorset", SERVICES[1], "around 50 (65%)", 77, None, "2025"],
        ],
        "register": [
            ["Practice code", "Practice name", "PCN", "Postcode", "List size", "Status"],
            *(
                [code, name, "North", "AB1 2CD", chance.randrange(2_000, 20_000), "Active"]
                for code, name in zip(codes, names, strict=True)
            ),
        ],
    }


def _moment(chance: random.Random) -> datetime:
    return datetime(2024, 12, chance.randrange(1, 28), chance.randrange(24), chance.randrange(60))


def _days(chance: random.Random) -> list[date | str]:
    served = date(2025, 1, chance.randrange(1, 28))
    return [served, chance.choice([date(2025, 4, 1), "1st April 2025", "three months' notice"])]

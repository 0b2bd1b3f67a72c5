"""How much support each action has: what a bar is a share of, order, headline, base and table."""

from __future__ import annotations

import pandas as pd

from charts.wording import (
    beside_survey,
    capital,
    counted,
    known,
    listing,
    named,
    number,
    of_practices,
    one_of,
    percent,
    spelled,
)

# Practices that replied and left the question out, and practices that did not reply: two things.
SILENT = {"no_answer": "No answer", "no_reply": "No reply"}
WITHHELD = "withheld"  # what another store kept back of its answers, all of a question's together
BESIDE = {WITHHELD: "Withheld", **SILENT}

# What the first answer of a scale says that a practice does, after "practices".
STANCES = {"green": "would readily do this", "taking": "are doing this", "accept": "accept"}
STANCES_OF_ONE = {"green": "would readily do this", "taking": "is doing this", "accept": "accepts"}


def shares(frame: pd.DataFrame, base: str = "all") -> pd.DataFrame:
    """A row per action and answer: action, answer, practices, of, share; last 'no_answer' (replied, and left the
    question out) and 'no_reply', where there are such; before them 'withheld': the answers that an LMC keeps back as
    they are few, together. practices and share of each of these are blank.

    The whole of a bar (of) is all practices of the region where their number is known, else the practices
    that answered anything; with base 'answered', those that answered that action. Rows keep their order.
    """
    if frame.empty:
        raise ValueError("No answers to draw.")
    rows, silent = [], []
    for action, group in frame.groupby("action", sort=False):
        first = group.iloc[0]
        answered, whole = int(first["answered"]), _whole(first, base)
        replied = min(max(answered, int(first["responded"])), whole)
        counts = [int(practices) if known(practices) else None for practices in group["practices"]]
        rows += [
            (action, answer, practices, whole)
            for answer, practices in zip(group["answer"], counts, strict=True)
        ]
        silent += [
            (action, WITHHELD, answered - sum(filter(None, counts)) if None in counts else 0, whole),
            (action, "no_answer", replied - answered, whole),
            (action, "no_reply", whole - replied, whole),
        ]
    # Nobody is silent on this action, and somebody on another: that is none, and no blank.
    there = {answer for _, answer, practices, _ in silent if practices}
    rows += [row for row in silent if row[1] in there]
    bars = pd.DataFrame(rows, columns=["action", "answer", "practices", "of"])
    bars["practices"] = bars["practices"].astype(object).where(bars["practices"].notna(), None)
    return bars.assign(share=pd.to_numeric(bars["practices"]) / bars["of"].where(bars["of"] > 0))


def _whole(row: pd.Series, base: str) -> int:
    """A bar's whole; a register smaller than the replies is no whole."""
    answered, responded = int(row["answered"]), int(row["responded"])
    if base == "answered":
        return answered
    if known(row["out_of"]) and row["out_of"] >= responded:
        return int(row["out_of"])
    return max(answered, responded)


def ordered(bars: pd.DataFrame, order: str) -> list[str]:
    """Actions from the top down: as in the menu, or by share of the first answer, then of the second."""
    actions = list(dict.fromkeys(bars["action"]))
    if order == "menu":
        return actions
    wide = bars.pivot(index="action", columns="answer", values="share").fillna(0)
    keys = [answer for answer in dict.fromkeys(bars["answer"]) if answer not in BESIDE][:2]
    return sorted(actions, key=lambda action: [-round(wide.loc[action, key], 9) for key in keys])


def headline(bars: pd.DataFrame, names: dict[str, str], unit: str = "practice") -> str:
    """The action or actions with most of the scale's first answer: count, base and share. one: as wording.one_of."""
    first = bars["answer"].iloc[0]
    tops = bars[bars["answer"] == first]
    best = tops["share"].max()
    if not known(best) and len(tops):
        return f"How many answered “{label(first, names).lower()}” is withheld by the LMC: too few would be told apart."
    if tops["share"].isna().any():  # what is withheld might be more
        shown = tops.loc[tops["share"].notna(), "action"]
        sentence = headline(bars[bars["action"].isin(shown)], names, unit)
        return f"Of {number(len(tops))} actions, {number(len(shown))} of which are told of: {sentence}"
    if not known(best) or best == 0:
        return f"No {unit} answered “{label(first, names).lower()}” for any action."
    tied = tops[(tops["share"] - best).abs() < 1e-9]
    alike = len(tied[["practices", "of"]].drop_duplicates()) == 1
    # Two of four and one of two are equal shares, and neither stands for the other.
    figure = of_practices(tied["practices"].iloc[0], tied["of"].iloc[0], unit) if alike else percent(best)
    if len(tied) == 1:
        alone = tied["practices"].iloc[0] == 1
        stance = (STANCES_OF_ONE if alone else STANCES).get(
            first, f"answered “{label(first, names).lower()}”"
        )
        return f"{label(tied['action'].iloc[0], names)} has the most support: {figure} {stance}."
    both = listing([label(action, names) for action in tied["action"]])
    if len(tied) == len(tops):
        return f"{capital(spelled(len(tied)))} actions have equal support: {figure} each."
    return f"{capital(spelled(len(tied)))} actions share the most support, {figure} each: {both}."


def both_headline(
    left: pd.DataFrame,
    right: pd.DataFrame,
    titles: tuple[str, str],
    names: dict[str, str],
    ones: tuple[str, str] = ("practice", "practice"),
) -> str:
    """The action with most support on the left, and what it has on the right; no difference is claimed."""
    first = left["answer"].iloc[0]
    action = ordered(left, "green")[0]
    parts = []
    for bars, title, unit in zip((left, right), titles, ones, strict=True):
        row = bars[(bars["action"] == action) & (bars["answer"] == first)]
        figure = _asked(row, unit)
        parts.append(f"{figure} in {title}")
    return f"{label(action, names)}, {label(first, names).lower()}: {parts[0]}; {parts[1]}."


def _asked(row: pd.DataFrame, unit: str) -> str:
    """What one answer to one question has: 'not asked' where there is no row, 'withheld' where its count is blank."""
    if row.empty:
        return "not asked"
    count, of = row[["practices", "of"]].iloc[0]
    return of_practices(count, of, unit) if known(count) else "withheld"


def base_words(frame: pd.DataFrame, bars: pd.DataFrame) -> str:
    """'61 of 64 practices answered', and what the bars are shares of when it is not all of the practices."""
    responded, out_of, unit = frame["responded"].max(), frame["out_of"].max(), one_of(frame.iloc[0])
    if known(out_of) and out_of >= responded:
        text = f"{of_practices(responded, out_of, unit)} answered"
    else:
        why = (
            f"more than the {number(out_of)} on record" if known(out_of) else "of a number that is not known"
        )
        text = f"{counted(responded, unit)} answered, {why}"
    text += beside_survey(frame.iloc[0].to_dict())
    low, high = bars["of"].min(), bars["of"].max()
    if known(out_of) and low == high == out_of:
        return text + "; shares are of all practices"
    if low == high == responded:
        return text + "; shares are of those that answered"
    span = counted(high, unit) if low == high else f"{number(low)} to {counted(high, unit)}"
    return text + f"; shares are of those that answered each question ({span})"


def table(bars: pd.DataFrame, actions: list[str], names: dict[str, str]) -> pd.DataFrame:
    """A row per action, and for each answer its practices and its share in words."""
    answers = list(dict.fromkeys(bars["answer"]))
    cells = bars.set_index(["action", "answer"])
    rows = []
    for action in actions:
        row = {"Action": label(action, names)}
        for answer in answers:
            present = (action, answer) in cells.index
            count = cells.loc[(action, answer), "practices"] if present else None
            share = cells.loc[(action, answer), "share"] if present else None
            row[label(answer, names)] = int(count) if known(count) else "withheld" if present else ""
            row[f"{label(answer, names)}, share"] = percent(share) if known(share) else ""
        asked = bars.loc[bars["action"] == action, "of"]
        row["Shares of"] = int(asked.iloc[0]) if len(asked) else ""
        rows.append(row)
    # Text throughout: a blank beside whole numbers would turn them into 48.0.
    return pd.DataFrame(rows).astype(str)


def with_bounds(
    table: pd.DataFrame, frame: pd.DataFrame, actions: list[str], names: dict[str, str]
) -> pd.DataFrame:
    """The table with what the first answer of the scale has of all practices at least and at most, whatever those
    would say that did not answer: what is certain without any assumption. No column where none is known.

    frame: the measure `preferences` that the table was made of.
    """
    first = frame["answer"].iloc[0]
    of_first = frame[frame["answer"] == first].set_index("action")
    bounds = of_first.reindex(index=actions, columns=["floor", "ceiling"])
    if not bounds.notna().all(axis=1).any():
        return table
    for column, words in (("floor", "at least of all"), ("ceiling", "at most of all")):
        table[f"{label(first, names)}, {words}"] = [percent(v) if known(v) else "" for v in bounds[column]]
    return table


def label(code: str, names: dict[str, str]) -> str:
    """The label of an action or answer; an id without one reads as words."""
    if code in BESIDE:
        return names.get(code, BESIDE[code])
    return named(code, names)

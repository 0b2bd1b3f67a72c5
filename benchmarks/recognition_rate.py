"""How often a sound table of a random layout is read right, and what becomes of the others.

python -m benchmarks.recognition_rate [--seed N] [--count N] [--answer N] [--only NUMBER] [--kept DIR] [--keep DIR]

Composed tables say what is known, so that each outcome is one of:

    right     every fact is loaded, and nothing is asked
    asked     a question or a problem stands for what is not loaded, and nothing loaded is wrong
    refused   nothing is loaded, and a sentence says why
    wrong     a fact is loaded that the table does not say
    lost      a fact is neither loaded nor asked about

Of the tables that are asked about, the share is given that reach all facts when somebody answers who knows them.
--kept: a folder of case files; a file NAME.xlsx or .csv is read with the facts of NAME.json beside it. --keep: a folder
to which tables that were read wrongly or lost something are written in that form.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.fuzzing.compositions import RECEIVED_AT, Composition, composed, facts_in, verdict_of
from benchmarks.fuzzing.runs import vocabulary
from loaders.draft import Draft, Question
from loaders.kinds import Options
from loaders.recognition import draft_of
from loaders.vocabulary.lookups import LEAVE_OUT
from loaders.vocabulary.vocabulary import Vocabulary

OUTCOMES = ("right", "asked", "refused", "wrong", "lost")
_RIGHT = ("right", "undated", "anonymous")
_QUESTIONS, _CHOICES = 12, 20  # answered for one table; tried for one question
_SHOWN = 20


@dataclass
class Rate:
    """What became of tables. counts: by outcome. answerable, tried: of those that were asked about. telling: a line for
    each that is wrong, lost or not answerable."""

    counts: Counter[str] = field(default_factory=Counter)
    answerable: int = 0
    tried: int = 0
    telling: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing was wrong or lost."""
        return not self.counts["wrong"] and not self.counts["lost"]


def outcome_of(table: Composition, words: Vocabulary) -> tuple[str, str]:
    """One of OUTCOMES, and the first thing that is wrong, '' for none. A table that ends the reader is wrong."""
    try:
        verdict, wrong = verdict_of(table, words)
    except Exception as error:
        return "wrong", f"a fault of the software: {error!r}"
    if any("is not said" in fault or "twice" in fault or "in a file of" in fault for fault in wrong):
        return "wrong", wrong[0]
    if verdict in ("part", "nothing"):
        return "lost", (wrong or [verdict])[0]
    return ("right" if verdict in _RIGHT else verdict), ""


def reaches_the_truth(table: Composition, words: Vocabulary) -> bool:
    """Whether the questions of a table lead to all of its facts, answered one after another by somebody who knows them:
    each is given the choice after which most facts and no wrong ones are loaded."""
    replies: dict[tuple[str, str], str] = {}
    for _ in range(_QUESTIONS):
        known = Vocabulary(words.snapshot, replies)
        question = next(iter(_draft(table, known).questions.values()), None)
        if question is None:
            break
        replies[question.about, question.key] = max(
            _choices(question), key=lambda choice: _worth(table, words, replies, question, choice)
        )
    return outcome_of(table, Vocabulary(words.snapshot, replies))[0] == "right"


def _choices(question: Question) -> list[str]:
    return [*question.choices[:_CHOICES], *([] if LEAVE_OUT in question.choices else [LEAVE_OUT])]


def _worth(
    table: Composition,
    words: Vocabulary,
    replies: dict[tuple[str, str], str],
    question: Question,
    choice: str,
) -> tuple[int, int, int]:
    """How near a choice leads to the truth: no wrong facts, many right ones, few questions left."""
    draft = _draft(table, Vocabulary(words.snapshot, replies | {(question.about, question.key): choice}))
    facts = set(facts_in(draft, table.kind))
    return (-len(facts - table.facts), len(facts & table.facts), -len(draft.questions) - len(draft.problems))


def _draft(table: Composition, words: Vocabulary) -> Draft:
    return draft_of(table.data, table.file, Options(region="sefton"), words, RECEIVED_AT)


def rate(
    tables: Iterator[tuple[str, Composition]], words: Vocabulary, answered: int, keep: Path | None = None
) -> Rate:
    """What becomes of the tables, each with its name. answered: how many of those asked about are answered. keep: where
    tables that were read wrongly are written."""
    result = Rate()
    for name, table in tables:
        outcome, fault = outcome_of(table, words)
        result.counts[outcome] += 1
        if fault:
            result.telling.append(f"{outcome}: {name} ({table.how}): {fault}")
            if keep:
                write(keep / name.replace(" ", "_"), table)
        if outcome != "asked" or result.tried == answered:
            continue
        result.tried += 1
        reached = reaches_the_truth(table, words)
        result.answerable += reached
        if not reached:
            result.telling.append(f"not answerable: {name} ({table.how})")
    return result


def fresh(seed: int, count: int, only: int | None = None) -> Iterator[tuple[str, Composition]]:
    """Composed tables by number."""
    for number in range(count) if only is None else [only]:
        yield f"table {number} of seed {seed}", composed(seed, number)


def kept(folder: Path) -> Iterator[tuple[str, Composition]]:
    """Tables that were kept as files, each with its facts beside it: kind, facts and how it is laid out, as JSON."""
    for case_file in sorted(folder.glob("*.json")):
        case = json.loads(case_file.read_text(encoding="utf-8"))
        path = next(path for path in sorted(folder.glob(f"{case_file.stem}.*")) if path != case_file)
        facts = {tuple(fact) for fact in case["facts"]}
        yield (
            path.name,
            Composition(path.name, {}, facts, case["kind"], case["how"], bytes_of=path.read_bytes()),
        )


def write(path: Path, table: Composition) -> None:
    """A table as a case file, with its facts beside it. path: without its ending."""
    path.with_suffix(Path(table.file).suffix).write_bytes(table.data)
    description = {"kind": table.kind, "how": table.how, "facts": sorted(table.facts)}
    path.with_suffix(".json").write_text(json.dumps(description, indent=1), encoding="utf-8")


def show(title: str, result: Rate) -> None:
    """Print one row of the table of rates, and what tells of faults."""
    total = max(result.counts.total(), 1)
    shares = " ".join(f"{100 * result.counts[outcome] / total:7.1f}%" for outcome in OUTCOMES)
    share = f"{100 * result.answerable / result.tried:.1f}% of {result.tried}" if result.tried else "-"
    print(f"{title:<28} {total:>7,} {shares}   {share}")
    for line in result.telling[:_SHOWN]:
        print(f"    {line}")


def main() -> int:
    """The command line; 1 where anything was read wrongly or lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recognition_rate", description=__doc__)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="left out: a fresh one")
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--answer", type=int, default=50, help="tables whose questions are answered")
    parser.add_argument("--only", type=int, help="the number of one table")
    parser.add_argument("--kept", type=Path, help="a folder of case files")
    parser.add_argument("--keep", type=Path, help="a folder for tables that were read wrongly")
    options = parser.parse_args()
    print(f"seed {options.seed}")
    print(f"{'':<28} {'tables':>7} {' '.join(f'{outcome:>8}' for outcome in OUTCOMES)}   answerable")
    with tempfile.TemporaryDirectory() as place:
        words = vocabulary(place)
        rates = [rate(fresh(options.seed, options.count, options.only), words, options.answer, options.keep)]
        show("composed", rates[0])
        if options.kept:
            rates.append(rate(kept(options.kept), words, options.answer))
            show("kept", rates[1])
    return 0 if all(result.sound for result in rates) else 1


if __name__ == "__main__":
    sys.exit(main())

"""The command line: python -m loaders [options] FILE..., or one of COMMANDS."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import stat
import sys
import traceback
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from loaders import limits
from loaders.answering import WrongUsage, answer, forget
from loaders.deciding import correct, mean, uncorrect
from loaders.demonstration import load_demonstration
from loaders.importing import load, loaded_already, preview, undo, words_of_store
from loaders.kinds import KINDS, Options
from loaders.reading import Refused, sentences
from loaders.rebuilding import Incomplete, rebuild
from loaders.report import Report, exit_code, in_sentences, refusal, report_of
from store import Store, StoreError
from store.disk import keep_own
from store.erasing import erase
from store.retention import expire, expired, keep_for
from terminal.arguments import Parser
from terminal.output import OutputError, speak_utf8, unexpected, write

COMMANDS: dict[str, dict[str, type]] = {
    "answer": {"QUESTION_ID": str, "CHOICE": str},
    "forget": {"QUESTION_ID": str},
    "correct": {"IMPORT_ID": int, "SHEET!CELL": str, "VALUE": str},
    "uncorrect": {"IMPORT_ID": int, "SHEET!CELL": str},
    "column": {"IMPORT_ID": int, "SHEET!COLUMN": str, "MEANING": str},
    "undo": {"IMPORT_ID": int},
    "erase": {"IMPORT_ID": int},
    "retain": {"DAYS": int},
    "expire": {},
    "demonstration": {},
    "rebuild": {},
}
"""The commands beside the loading of files, and what follows each."""

HELP = """Other commands:
  answer QUESTION_ID CHOICE             answer a question that a file raised, or change the answer
  forget QUESTION_ID                    forget the answer; the files that used it are read again
  correct IMPORT_ID SHEET!CELL VALUE    mend a cell by hand ('' empties it); the file stays as it came
  uncorrect IMPORT_ID SHEET!CELL        let the cell say again what the file says
  column IMPORT_ID SHEET!COLUMN MEANING say what a column means, remembered for files like it:
                                        role:…, action:…, service:…, 'leave out'
  undo IMPORT_ID                        take an import out, and again: bring it back
  erase IMPORT_ID                       remove the file, its rows and its words for good; nothing brings
                                        them back
  retain DAYS                           keep files for so many days after they were loaded; 0: for ever
  expire                                erase the files that are kept no longer
  demonstration                         load the invented examples
  rebuild [--incomplete]                make the store again from the received files and the journal; without
                                        those that cannot be read only where --incomplete says so

With one sheet, CELL or COLUMN alone will do. A question has an id once its file is loaded:
one that --dry-run shows can be answered after that."""


class Wrong(Parser):
    """Wrong usage is a sentence on standard error and exit code 2."""

    def error(self, message: str) -> None:
        raise WrongUsage(f"{message[:1].upper()}{message[1:]}. See python -m loaders --help.")


def main(arguments: list[str] | None = None) -> int:
    """Run a command line; the exit code comes back. Standard output carries the report alone."""
    speak_utf8(errors="replace")
    arguments = sys.argv[1:] if arguments is None else arguments
    directory: str | None = None
    fallback = ""
    try:
        parsed = _parser(arguments).parse_args(arguments)
        directory = parsed.store
        store = Store.open(directory, to_rebuild=parsed.command == "rebuild")
        if parsed.command != "rebuild" and (fallback := store.snapshot().fallback):
            print(fallback, file=sys.stderr)
        return _run(parsed, store)
    except (WrongUsage, StoreError, OutputError) as error:
        print(str(error).removeprefix(fallback).strip(), file=sys.stderr)
    except Exception as error:
        print(f"{unexpected(error)} {_log(directory)}", file=sys.stderr)
    return 2


def _parser(arguments: list[str]) -> argparse.ArgumentParser:
    """The parser of the command that the first word not an option names, else of files."""
    parser = Wrong(
        prog="python -m loaders",
        description="Load spreadsheets into the store.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=HELP,
    )
    command = next((word for word in arguments if word in COMMANDS), None)
    if command is not None and _first_word(arguments) != command:
        command = None
    parser.add_argument("--store", metavar="DIR", help="the store; else UPTAKE_STORE, else data/store")
    parser.add_argument("--json", action="store_true", help="print the report as a JSON list")
    if command:
        parser.add_argument("command", choices=[command])
        for name, sort in COMMANDS[command].items():
            parser.add_argument(name, type=sort)
        if command == "rebuild":
            parser.add_argument(
                "--incomplete", action="store_true", help="do without imports that cannot be read"
            )
    else:
        _file_options(parser)
    return parser


def _file_options(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(command="load")
    parser.add_argument("--kind", choices=KINDS, metavar="KIND", help=" | ".join(KINDS))
    parser.add_argument("--region", metavar="ID")
    parser.add_argument("--survey", metavar="ID")
    parser.add_argument("--menu", metavar="ID", help="the list that numbers in headings refer to")
    parser.add_argument("--sheet", metavar="NAME", help="read this sheet alone")
    parser.add_argument("--dry-run", action="store_true", help="report, and save nothing")
    parser.add_argument("files", metavar="FILE", nargs="+")


def _first_word(arguments: list[str]) -> str | None:
    """The first argument that is neither an option nor the value of one."""
    words = iter(arguments)
    for word in words:
        if word in ("--store", "--kind", "--region", "--survey", "--menu", "--sheet"):
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None


def _run(parsed: argparse.Namespace, store: Store) -> int:
    by = _who()
    given = [getattr(parsed, name) for name in COMMANDS.get(parsed.command, ())]
    deciding = {
        "answer": answer,
        "forget": forget,
        "correct": correct,
        "uncorrect": uncorrect,
        "column": mean,
    }
    if parsed.command in deciding:
        return _tell(deciding[parsed.command](store, *given, by=by), parsed)
    if parsed.command == "undo":
        (number,) = given
        state = undo(store, number, by=by)
        _print_line(parsed, {"import": number, "state": state}, f"Import {number} is now {state}.")
        return 0
    if parsed.command == "erase":
        (number,) = given
        erased = erase(store, number, by)
        _print_line(parsed, asdict(erased), erased.sentence())
        return 2 if erased.left else 0
    if parsed.command == "retain":
        (days,) = given
        return _retain(parsed, store, days, by)
    if parsed.command == "expire":
        done = expire(store, by)
        sentence = "\n".join(each.sentence() for each in done) or "No file is past its time."
        _print_line(parsed, [asdict(each) for each in done], sentence)
        return 2 if any(each.left for each in done) else 0
    if parsed.command == "demonstration":
        return _tell(load_demonstration(store, by=by), parsed)
    if parsed.command == "rebuild":
        return _rebuild(parsed, store, by)
    return _load(parsed, store, by)


def _retain(parsed: argparse.Namespace, store: Store, days: int, by: str) -> int:
    try:
        keep_for(store, days or None, by)
    except ValueError as wrong:
        raise WrongUsage(str(wrong)) from None
    retention = (
        f"Files are kept for {days} days after they were loaded." if days else "Files are kept for ever."
    )
    due = len(expired(store))
    sentence = f"{retention} Past that time: {due}; 'python -m loaders expire' erases them."
    _print_line(parsed, {"days": days or None, "expired": due}, sentence)
    return 0


def _rebuild(parsed: argparse.Namespace, store: Store, by: str) -> int:
    try:
        return _tell(rebuild(store, by=by, incomplete=parsed.incomplete), parsed)
    except Incomplete as error:
        _tell([report for report in error.reports if report["outcome"] == "refused"], parsed)
        raise


def _load(parsed: argparse.Namespace, store: Store, by: str) -> int:
    options = Options(parsed.kind, parsed.region, parsed.survey, parsed.menu, parsed.sheet)
    check(options, store)
    reports = []
    for file in map(Path, parsed.files):
        name = os.fsencode(file.name).decode("utf-8", "replace")  # a name need not be UTF-8 outside Windows
        try:
            data = _bytes(file)
        except OSError as error:
            reports.append(refusal(name, f"The file cannot be opened: {error.strerror or error}."))
        except Refused as error:
            reports.append(refusal(name, str(error)))
        else:
            take = _would_be if parsed.dry_run else partial(load, by=by)
            reports.append(take(store, data, name, options))
    return _tell(reports, parsed)


def _bytes(file: Path) -> bytes:
    """The bytes of a file. Raises OSError, and Refused where there are more than would be read, however many."""
    if not stat.S_ISREG(file.stat().st_mode) and not file.is_dir():  # of a pipe nobody may ever write the end
        raise Refused(sentences.NO_FILE)
    with file.open("rb") as stream:
        data = stream.read(limits.BYTES + 1)
        if len(data) > limits.BYTES:
            raise Refused(sentences.too_big(max(len(data), os.fstat(stream.fileno()).st_size), limits.BYTES))
    return data


def _would_be(store: Store, data: bytes, name: str, options: Options) -> Report:
    there = loaded_already(store, data, options)
    if there:
        return there
    draft = preview(store, data, name, options)
    outcome = "refused" if draft.refused else "needs an answer" if draft.questions else "loaded"
    return report_of(draft, outcome, None)


def check(options: Options, store: Store) -> None:
    """Raise WrongUsage, with the ids there are, for a region or menu that is not in the reference data."""
    words = words_of_store(store)
    for about in ("region", "menu"):
        value = getattr(options, about)
        if value is not None and value not in words.known(about):
            raise WrongUsage(f"There is no {about} {value}. Known are: {', '.join(words.known(about))}.")
    survey = options.survey
    if survey is not None and not survey.replace("-", "").replace("_", "").isalnum():
        raise WrongUsage(f"A survey's id has letters, digits, - and _ only, unlike “{survey}”.")


def _tell(reports: list[Report], parsed: argparse.Namespace) -> int:
    if parsed.json:
        write(json.dumps(reports, ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        saved = not getattr(parsed, "dry_run", False)
        write("\n".join(in_sentences(report, saved=saved) for report in reports) + "\n")
    return exit_code(reports)


def _print_line(parsed: argparse.Namespace, as_json: dict | list, sentence: str) -> None:
    write(f"{json.dumps(as_json) if parsed.json else sentence}\n")


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _log(directory: str | None) -> str:
    """Append the traceback to a log file in the store's directory; the sentence that says so."""
    try:
        path = Store.open(directory).directory / "errors.log"
        with path.open("a", encoding="utf-8") as log:
            keep_own(path)
            log.write(f"{datetime.now(UTC).isoformat()}\n{traceback.format_exc()}\n")
    except Exception:
        return "Nothing half loaded is left behind."
    return f"Nothing half loaded is left behind; the details are in {path}."

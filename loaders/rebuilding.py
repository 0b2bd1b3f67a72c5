"""Everything again from the files received and the journal, with today's loaders."""

from __future__ import annotations

from loaders.corrections import corrections_of
from loaders.earlier import note_earlier, settled_survey
from loaders.importing import local, record_of, rows_of
from loaders.kinds import Options
from loaders.queries import query
from loaders.recognition import draft_of
from loaders.report import Report, refusal, report_of
from loaders.vocabulary.vocabulary import Vocabulary
from store import Store, StoreError
from store.rebuilding import Past, rebuilding
from store.snapshots import Snapshot


class Incomplete(StoreError):  # noqa: N818 - an outcome that a person decides about
    """A rebuild would bring back fewer imports than there are; reports: of every import, those refused among them."""

    def __init__(self, reports: list[Report], lacking: int) -> None:
        what = "1 import" if lacking == 1 else f"{lacking} imports"
        super().__init__(
            f"{what} of {len(reports)} cannot be brought back, so nothing was changed: bring them back from a copy "
            "of the store, or do without them with 'python -m loaders rebuild --incomplete'."
        )
        self.reports = reports


def rebuild(store: Store, *, by: str = "", incomplete: bool = False) -> list[Report]:
    """Read every received file again, in the order of the journal, with the answers given in between.

    One report for each import, of its last reading. A file that is lost, changed or can no longer be read is
    reported as refused. Where that would leave out an import that the store has, Incomplete is raised and nothing
    changes, unless incomplete says to go on: then it is not in the rebuilt store; the journal keeps it for the next.
    """
    there = _there(store)
    reports: dict[int, Report] = {}
    with rebuilding(store, by) as again:
        for past in again:
            snapshot = again.snapshot()
            words = Vocabulary(snapshot)
            options = Options(**past.options)
            try:
                data = store.received_bytes(past.sha256)
            except (StoreError, OSError) as error:  # the others are brought back; this one, when its file is
                reports[past.import_id] = refusal(past.file, str(error), past.sha256) | {
                    "import": past.import_id
                }
                continue
            draft = draft_of(
                data,
                past.file,
                options,
                words,
                local(past.at),
                _settled_survey(snapshot, past, options),
                corrections_of(snapshot, past.sha256),
            )
            note_earlier(snapshot, draft, options, words, past.import_id if past.again else None)
            if draft.refused:
                reports[past.import_id] = report_of(draft, "refused", past.import_id)
                continue
            record = record_of(draft, options, past.by, past.demonstration)
            again.add(past, record, rows_of(draft))
            reports[past.import_id] = report_of(draft, record.state, past.import_id)
        if not incomplete and (lacking := _lacking(reports, there)):
            raise Incomplete(list(reports.values()), lacking)
    return list(reports.values())


def _there(store: Store) -> set[int] | None:
    """The imports that the store has; None where there is no database to tell."""
    try:
        return {row[0] for row in store.snapshot().rows(query("numbers"))}
    except StoreError:
        return None


def _lacking(reports: dict[int, Report], there: set[int] | None) -> int:
    """How many imports that the store has would not come back."""
    refused = {number for number, report in reports.items() if report["outcome"] == "refused"}
    return len(refused if there is None else refused & there)


def _settled_survey(snapshot: Snapshot, past: Past, options: Options) -> str | None:
    """The survey that the import itself had at an earlier reading, or an earlier import of the same bytes."""
    if not past.again:
        return settled_survey(snapshot, past.sha256, options)
    rows = snapshot.rows(query("when_loaded"), {"import": past.import_id})
    return rows[0][0] if rows else None

"""Cells mended by hand and columns given a meaning: beside the file, remembered, listed, undone, rebuilt."""

from __future__ import annotations

import csv
import io

import pytest

from loaders import importing
from loaders.answering import WrongUsage, answer, forget
from loaders.deciding import correct, decide, mean, meant, save, uncorrect
from loaders.importing import Decided, load, preview, undo
from loaders.kinds import Options
from loaders.rebuilding import rebuild
from store import Answer, Correction, Store

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
AUTUMN = Options(region="sefton", survey="autumn")
LOG = [
    ["ODS code", "Service", "Effective from", "Status"],
    ["Z98101", "Spirometry", "13/02/2025", "Served"],
    ["Z98102", "Spirometry", "31/02/2025", "Served"],
]
SEFTON = Options(kind="notices", region="sefton")
NOTICES = "SELECT respondent, effective_on::VARCHAR FROM standing_notices ORDER BY respondent"


@pytest.fixture
def store(store_directory) -> Store:
    return Store.open(store_directory)


def file_of(*rows) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def counts(store) -> dict[str, int]:
    sql = "SELECT action, answer, practices FROM answer_counts ORDER BY ALL"
    return {f"{action}/{words}": practices for action, words, practices in store.snapshot().rows(sql)}


def notices(store) -> list[tuple]:
    return store.snapshot().rows(NOTICES)


class TestCorrections:
    def test_a_mended_cell_is_read_and_the_file_stays_as_it_came(self, store):
        data = file_of(*LOG)
        first = load(store, data, "log.csv", SEFTON)
        assert [problem["cell"] for problem in first["problems"]] == ["C3"]
        assert notices(store) == [("Z98101", "2025-02-13"), ("Z98102", None)]
        (report,) = correct(store, 1, "C3", "28/02/2025", by="ann")
        assert (report["import"], report["outcome"], report["problems"]) == (1, "loaded", [])
        assert notices(store) == [("Z98101", "2025-02-13"), ("Z98102", "2025-02-28")]
        assert store.received(first["sha256"]).read_bytes() == data
        assert any("C3" in note and "31/02/2025" in note for note in report["notes"])

    def test_a_correction_is_taken_back(self, store):
        load(store, file_of(*LOG), "log.csv", SEFTON)
        correct(store, 1, "C3", "28/02/2025")
        (report,) = uncorrect(store, 1, "C3")
        assert [problem["cell"] for problem in report["problems"]] == ["C3"]
        assert notices(store) == [("Z98101", "2025-02-13"), ("Z98102", None)]
        with pytest.raises(WrongUsage, match="was not corrected"):
            uncorrect(store, 1, "C3")

    def test_a_day_is_written_day_first_in_a_month_first_column(self, store):
        rows = [*LOG[:1], ["Z98101", "Spirometry", "02/13/2025", "Served"], *LOG[2:]]
        load(store, file_of(*rows), "log.csv", SEFTON)
        correct(store, 1, "C3", "03/04/2025")
        assert notices(store) == [("Z98101", "2025-02-13"), ("Z98102", "2025-04-03")]

    def test_an_emptied_cell_says_nothing(self, store):
        load(store, file_of(["ODS code", LIMIT], ["Z98101", "Green"], ["Z98102", "Red"]), "s.csv", AUTUMN)
        correct(store, 1, "B3", "")
        assert counts(store) == {"limit_contacts/green": 1}

    def test_a_cell_is_named_by_its_sheet_where_there_are_several(self, store):
        from io import BytesIO

        import openpyxl

        book = openpyxl.Workbook()
        book.active.title = "Log of 2025"
        for row in LOG:
            book.active.append(row)
        book.create_sheet("Notes").append(["nothing to load"])
        data = BytesIO()
        book.save(data)
        load(store, data.getvalue(), "log.xlsx", SEFTON)
        with pytest.raises(WrongUsage, match="Name the sheet as well"):
            correct(store, 1, "C3", "28/02/2025")
        correct(store, 1, "Log of 2025!C3", "28/02/2025")
        assert notices(store)[1] == ("Z98102", "2025-02-28")
        uncorrect(store, 1, "'Log of 2025'!$C$3")
        assert notices(store)[1] == ("Z98102", None)

    @pytest.mark.parametrize(
        ("number", "place", "expected"),
        [
            (9, "C3", "no import 9"),
            (1, "third", "names no cell"),
            (1, "C0", "names no cell"),
            (1, "C99", "does not reach"),
            (1, "Elsewhere!C3", "Name the sheet"),
        ],
    )
    def test_a_cell_that_is_not_there_is_wrong_usage(self, store, number, place, expected):
        load(store, file_of(*LOG), "log.csv", SEFTON)
        with pytest.raises(WrongUsage, match=expected):
            correct(store, number, place, "x")

    def test_corrections_made_before_the_first_save_travel_with_it(self, store):
        data, sheet = file_of(*LOG), preview(store, file_of(*LOG), "log.csv", SEFTON).tables[0].sheet
        decided = Decided(cells=(Correction(sheet, 2, 2, "31/02/2025", "28/02/2025"),))
        draft = preview(store, data, "log.csv", SEFTON, decided)
        assert draft.problems == []
        assert store.snapshot().rows("SELECT * FROM corrections") == []
        report = save(store, data, draft, SEFTON, decided, by="ann")
        assert (report["outcome"], report["import"]) == ("loaded", 1)
        assert notices(store)[1] == ("Z98102", "2025-02-28")
        assert store.snapshot().rows("SELECT corrected, corrected_by FROM corrections") == [
            ("28/02/2025", "ann")
        ]

    def test_a_rebuilt_store_reads_the_mended_cell(self, store):
        load(store, file_of(*LOG), "log.csv", SEFTON)
        correct(store, 1, "C3", "28/02/2025")
        correct(store, 1, "C2", "14/02/2025")
        uncorrect(store, 1, "C2")
        before = notices(store)
        rebuild(store)
        assert notices(store) == before == [("Z98101", "2025-02-13"), ("Z98102", "2025-02-28")]

    def test_an_undone_import_comes_back_as_it_was_mended_meanwhile(self, store):
        first = load(store, file_of(*LOG), "log.csv", SEFTON)
        undo(store, 1)
        with pytest.raises(WrongUsage, match="undone"):
            correct(store, 1, "C3", "28/02/2025")
        cell = Correction(
            preview(store, file_of(*LOG), "l.csv", SEFTON).tables[0].sheet, 2, 2, "", "28/02/2025"
        )
        assert decide(store, first["sha256"], Decided(cells=(cell,))) == {}
        assert undo(store, 1) == "loaded"
        assert notices(store)[1] == ("Z98102", "2025-02-28")


class TestMeanings:
    ROWS = (["ODS code", LIMIT, "Our view"], ["Z98101", "Green", "Red"], ["Z98102", "Red", "Red"])

    def meaning(self, draft, heading: str, choice: str) -> Answer:
        column = next(c for table in draft.tables for c in table.columns if c.heading == heading)
        return meant(column, choice)

    def told(
        self, store, heading: str, choice: str, name: str = "s.csv", options=AUTUMN, rows=ROWS
    ) -> Decided:
        draft = preview(store, file_of(*rows), name, options)
        return Decided((self.meaning(draft, heading, choice),))

    def test_a_column_is_said_to_be_about_an_action_and_the_next_file_knows(self, store):
        decided = self.told(store, "Our view", "action:gp_connect")
        draft = preview(store, file_of(*self.ROWS), "s.csv", AUTUMN, decided)
        assert draft.questions == {}
        save(store, file_of(*self.ROWS), draft, AUTUMN, decided)
        assert counts(store)["gp_connect/red"] == 2
        again = load(store, file_of(*self.ROWS, ["Z98103", "Red", "Amber"]), "s.csv", AUTUMN)
        assert (again["outcome"], again["questions"]) == ("loaded", [])
        assert counts(store)["gp_connect/amber"] == 1

    def test_a_column_of_another_file_is_not_meant(self, store):
        decide(store, "", self.told(store, "Our view", "action:gp_connect"))
        other = preview(store, file_of(*self.ROWS), "another.csv", AUTUMN)
        assert [question.about for question in other.questions.values()] == ["action"]

    def test_a_column_is_left_out_in_one_line(self, store):
        decided = self.told(store, "Our view", "leave out")
        draft = preview(store, file_of(*self.ROWS), "s.csv", AUTUMN, decided)
        assert draft.unaccounted() == []
        assert [(item.cell, item.reason) for item in draft.left_out if "chosen" in item.reason] == [
            ("C2", "column “Our view”: left out, as chosen")
        ]
        assert set(draft.rows["answers"][0]["action"]) == {"limit_contacts"}

    def test_a_role_is_given(self, store):
        rows = (["Who", LIMIT, "What else"], ["Z98101", "Green", "so be it"], ["Z98102", "Red", "no"])
        decided = self.told(store, "What else", "role:comment", rows=rows)
        draft = preview(store, file_of(*rows), "s.csv", AUTUMN, decided)
        assert [len(frame) for frame in draft.rows["comments"]] == [2]

    def test_a_column_of_a_notice_matrix_is_about_a_service(self, store):
        rows = (
            ["ODS code", "Spirometry", "Blowing"],
            ["Z98101", "13/02/2025", "13/02/2025"],
            ["Z98102", "14/02/2025", "14/02/2025"],
        )
        decided = self.told(store, "Blowing", "service:ecg", options=SEFTON, rows=rows)
        draft = preview(store, file_of(*rows), "s.csv", SEFTON, decided)
        assert draft.questions == {}
        assert set(draft.rows["notices"][0]["service"]) == {"spirometry", "ecg"}

    def test_forgetting_what_a_column_means_reads_its_files_again_and_no_other(self, store):
        decided = self.told(store, "Our view", "action:gp_connect")
        draft = preview(store, file_of(*self.ROWS), "s.csv", AUTUMN, decided)
        save(store, file_of(*self.ROWS), draft, AUTUMN, decided)
        load(store, file_of(["ODS code", LIMIT], ["Z98109", "Red"]), "other.csv", AUTUMN)
        (report,) = forget(store, decided.answers[0].question)
        assert (report["import"], report["outcome"]) == (1, "needs an answer")
        assert "gp_connect/red" not in counts(store)

    def test_a_column_of_an_import_is_given_a_meaning(self, store):
        load(store, file_of(*self.ROWS), "s.csv", AUTUMN)
        (report,) = mean(store, 1, "C", "action:gp_connect")
        assert (report["outcome"], report["questions"]) == ("loaded", [])
        (report,) = mean(store, 1, "s!C", "leave out")
        assert counts(store) == {"limit_contacts/green": 1, "limit_contacts/red": 1}
        with pytest.raises(WrongUsage, match="cannot mean “anything”"):
            mean(store, 1, "C", "anything")
        with pytest.raises(WrongUsage, match="No table"):
            mean(store, 1, "Z", "leave out")

    @pytest.mark.parametrize(
        ("choice", "standing"),
        [("role:withdrawn_on", [("Z98102",)]), ("leave out", [("Z98101",), ("Z98102",)])],
    )
    def test_what_a_file_asks_of_a_column_is_answered_like_any_question(self, store, choice, standing):
        rows = [
            ["ODS code", "Service", "Date served", "Withdrawal date"],
            ["Z98101", "ECGs", "13/11/2024", "15/12/2024"],
            ["Z98102", "ECGs", "13/11/2024", ""],
        ]
        report = load(store, file_of(*rows), "log.csv", SEFTON)
        assert (report["outcome"], report["rows_loaded"]) == ("needs an answer", 1)
        (report,) = answer(store, report["questions"][0]["id"], choice)
        assert (report["outcome"], report["questions"], report["rows_loaded"]) == ("loaded", [], 2)
        stands = "SELECT respondent FROM standing_notices WHERE withdrawn_on IS NULL ORDER BY respondent"
        assert store.snapshot().rows(stands) == standing
        more = load(store, file_of(*rows, ["Z98103", "ECGs", "13/11/2024", "16/12/2024"]), "log.csv", SEFTON)
        assert more["questions"] == []

    def test_a_rebuilt_store_knows_what_a_column_means(self, store):
        decided = self.told(store, "Our view", "action:gp_connect")
        draft = preview(store, file_of(*self.ROWS), "s.csv", AUTUMN, decided)
        save(store, file_of(*self.ROWS), draft, AUTUMN, decided)
        before = counts(store)
        rebuild(store)
        assert counts(store) == before


class TestRemembered:
    def test_only_the_imports_that_used_an_answer_are_read_again(self, store):
        rows = [["ODS code", LIMIT], ["Z98101", "Maybe"], ["Z98102", "Red"]]
        first = load(store, file_of(*rows), "one.csv", AUTUMN)
        load(store, file_of(["ODS code", LIMIT], ["Z98103", "Red"]), "two.csv", AUTUMN)
        question = first["questions"][0]["id"]
        assert [report["import"] for report in answer(store, question, "amber")] == [1]
        load(store, file_of(*rows, ["Z98104", "maybe"]), "three.csv", AUTUMN)
        used = "SELECT import, question FROM used_answers ORDER BY import"
        assert store.snapshot().rows(used) == [(1, question), (3, question)]
        assert [report["import"] for report in answer(store, question, "red")] == [1, 3]
        assert counts(store) == {"limit_contacts/red": 4}
        assert [report["import"] for report in forget(store, question)] == [1, 3]
        assert store.snapshot().rows(used) == []

    def test_a_changed_answer_is_one_of_its_choices(self, store):
        rows = [["ODS code", LIMIT], ["Z98101", "Maybe"], ["Z98102", "Red"]]
        question = load(store, file_of(*rows), "one.csv", AUTUMN)["questions"][0]["id"]
        answer(store, question, "amber")
        with pytest.raises(WrongUsage, match="not one of the choices: green; amber; red"):
            answer(store, question, "blue")

    def test_an_import_that_comes_back_follows_an_answer_changed_meanwhile(self, store):
        rows = [["ODS code", LIMIT], ["Z98101", "Maybe"], ["Z98102", "Red"]]
        question = load(store, file_of(*rows), "one.csv", AUTUMN)["questions"][0]["id"]
        answer(store, question, "amber")
        undo(store, 1)
        answer(store, question, "red")
        assert undo(store, 1) == "loaded"
        assert counts(store) == {"limit_contacts/red": 2}
        undo(store, 1)
        generation = store.generation
        undo(store, 1)
        assert store.generation == generation + 1

    def test_answers_of_a_draft_count_as_if_they_were_remembered(self, store):
        data = file_of(["ODS code", LIMIT], ["Z98101", "Maybe"], ["Z98102", "Red"])
        (question,) = preview(store, data, "one.csv", AUTUMN).questions.values()
        given = Answer(question.id, question.about, question.key, question.value, "amber")
        decided = Decided((given,))
        draft = importing.preview(store, data, "one.csv", AUTUMN, decided)
        assert (draft.questions, draft.used) == ({}, [question.id])
        assert store.snapshot().rows("SELECT * FROM remembered") == []
        save(store, data, draft, AUTUMN, decided)
        assert counts(store) == {"limit_contacts/amber": 1, "limit_contacts/red": 1}


def test_a_line_of_a_turned_table_is_named_by_the_cell_that_heads_it(store):
    rows = b"Service,Z99001,Z99002\nECGs,Y,N\nWhen,15/11/2024,16/11/2024\n"
    number = load(store, rows, "log.csv", Options(region="dorset"))["import"]
    mean(store, number, "A3", "role:served_on")
    served = store.snapshot().rows("SELECT practice, served_on::VARCHAR FROM notices")
    assert served == [("Z99001", "2024-11-15")]

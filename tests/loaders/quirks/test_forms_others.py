"""Qualtrics, Typeform, JotForm, Smart Survey and other tools that an LMC may use. One test a quirk."""

from __future__ import annotations

import pytest

LIMIT = "Limit daily patient contacts per clinician to the UEMO recommended safe maximum of 25"
FREEZE = "Freeze sign-up to any new data sharing agreements or local system data sharing platforms"
PILOTS = "Defer making any decisions to accept local or national NHSE Pilot programmes"

RATE = "Please rate each action"
TYPEFORM = "Submit Date (UTC)|Network ID|Tags|Ending"
JOTFORM = "Signature|Submission ID|Last Update Date|Submission IP"
SMART = (
    "UserID|UserNo|Name|Email|IP Address|Unique ID|Location|Started|Ended|Time Taken|Language|Tracking Link|Collector|"
    "Page Path"
)
LIME = (
    "id. Response ID|submitdate. Date submitted|lastpage. Last page|startlanguage. Start language|seed. Seed|"
    "startdate. Date started|datestamp. Date last action|G01Q01. ODS code"
)
ALCHEMER = (
    "Response ID|Time Started|Date Submitted|Status|Contact ID|Legacy Comments|Comments|Language|Referer|SessionID|"
    "User Agent|Tags|IP Address|Longitude|Latitude|Country|City|State/Region|Postal"
)
BOTH = {"limit_contacts": {"green": 1, "amber": 1}, "dsa_freeze": {"red": 2}}


def cells(*texts):
    """The cells of a row, joined by bars or one by one."""
    return [cell for text in texts for cell in text.split("|")]


# Qualtrics

SENT = {
    "StartDate": ("Start Date", "2024-08-05 08:30:00"),
    "EndDate": ("End Date", "2024-08-05 08:39:00"),
    "Status": ("Response Type", "IP Address"),
    "IPAddress": ("IP Address", "192.0.2.1"),
    "Progress": ("Progress", "100"),
    "Duration (in seconds)": ("Duration (in seconds)", "540"),
    "Finished": ("Finished", "True"),
    "RecordedDate": ("Recorded Date", "2024-08-05 08:39:02"),
    "ResponseId": ("Response ID", "R_1abc"),
    "RecipientLastName": ("Recipient Last Name", ""),
    "RecipientFirstName": ("Recipient First Name", ""),
    "RecipientEmail": ("Recipient Email", ""),
    "ExternalReference": ("External Data Reference", ""),
    "LocationLatitude": ("Location Latitude", "53.4"),
    "LocationLongitude": ("Location Longitude", "-3.0"),
    "DistributionChannel": ("Distribution Channel", "anonymous"),
    "UserLanguage": ("User Language", "EN-GB"),
}
NAMES, LABELS = list(SENT), [label for label, _ in SENT.values()]
SAID = [value for _, value in SENT.values()]
MATRIX = "Please rate each of the options - {}"


def import_ids(questions, spelling):
    return [spelling.format(name) for name in [*NAMES, *questions]]


@pytest.mark.parametrize(
    "spelling", ['{{"ImportId":"{}"}}', "{{'ImportId': '{}'}}", '{{"ImportId":"{}","timeZone":"Z"}}']
)
def test_qualtrics_three_heading_rows(form, spelling):
    read = form(
        [*NAMES, "Q1", "Q2_1", "Q2_2", "Q3", "Q2_DO_1"],
        [
            *LABELS,
            "What is your ODS code?",
            MATRIX.format(LIMIT),
            MATRIX.format(FREEZE),
            "Comments",
            "Display order",
        ],
        import_ids(["QID1_TEXT", "QID2_1", "QID2_2", "QID3_TEXT", "QID2_DO"], spelling),
        [*SAID, "Z99001", "Green", "Red", "None", "1|2"],
        [*SAID, "Z99002", "Amber", "Red", "", "2|1"],
    )
    assert read.figures == BOTH
    assert (read.questions, read.problems) == ([], [])
    assert [cell for cell, _ in read.left_out] == ["V2"]
    assert read.comments == ["None"]


def test_qualtrics_two_heading_rows_without_import_ids(form):
    read = form(
        [*NAMES, "Q1", "Q2_1", "Q2_2"],
        [*LABELS, "What is your ODS code?", MATRIX.format(LIMIT), MATRIX.format(FREEZE)],
        [*SAID, "Z99001", "Green", "Red"],
        [*SAID, "Z99002", "Amber", "Red"],
    )
    assert read.figures == BOTH
    assert read.clean


def test_qualtrics_one_heading_row_of_question_texts(form):
    read = form(
        [*LABELS, "What is your ODS code?", MATRIX.format(LIMIT), MATRIX.format(FREEZE)],
        [*SAID, "Z99001", "Green", "Red"],
        [*SAID, "Z99002", "Amber", "Red"],
    )
    assert read.figures == BOTH
    assert read.clean


def test_qualtrics_selected_choices_split_over_columns(form):
    choice = "{} - Selected Choice - {}"
    heads = [choice.format(LIMIT, answer) for answer in ("Green", "Amber", "Red")]
    read = form(
        [*NAMES, "Q1", "Q2_1", "Q2_2", "Q2_3"],
        [*LABELS, "What is your ODS code?", *heads],
        import_ids(["QID1_TEXT", "QID2_1", "QID2_2", "QID2_3"], '{{"ImportId":"{}"}}'),
        [*SAID, "Z99001", "Green", "", ""],
        [*SAID, "Z99002", "", "", "Red"],
    )
    assert read.answers == {("Z99001", "limit_contacts"): "green", ("Z99002", "limit_contacts"): "red"}
    assert read.clean


def test_qualtrics_numbers_in_place_of_choices_are_asked_about(form):
    read = form(
        [*NAMES, "Q1", "Q2_1", "Q2_2"],
        [*LABELS, "What is your ODS code?", MATRIX.format(LIMIT), MATRIX.format(FREEZE)],
        import_ids(["QID1_TEXT", "QID2_1", "QID2_2"], '{{"ImportId":"{}"}}'),
        [*SAID, "Z99001", "3", "1"],
        [*SAID, "Z99002", "2", "1"],
    )
    assert read.answers == {}
    assert sorted(read.questions) == [("answer", "1", 2), ("answer", "2", 1), ("answer", "3", 1)]


# Typeform


def test_typeform_with_its_response_type_and_times(form):
    read = form(
        cells(
            "#|What's your *ODS code*?",
            LIMIT,
            FREEZE,
            "Response Type|Start Date (UTC)|Stage Date (UTC)",
            TYPEFORM,
        ),
        cells("k1|Z99001|Green|Red|completed|2024-08-05 08:30:00||2024-08-05 08:39:00|a1||x"),
        cells("k2|Z99002|Amber|Red|completed|2024-08-05 08:40:00||2024-08-05 08:49:00|a2||x"),
        cells("k3|Z99003|Amber||started|2024-08-05 08:40:00|||a3||"),
    )
    assert read.figures == BOTH
    assert read.left_out == [("A4", "an unfinished reply")]
    assert (read.questions, read.problems) == ([], [])
    assert read.times == ["2024-08-05 08:39", "2024-08-05 08:49"]


def test_typeform_choices_spread_over_columns_without_their_question_are_asked_about_once(form):
    read = form(
        cells("#|ODS code", LIMIT, PILOTS, "Other|Submit Date (UTC)"),
        cells("k1|Z99001", LIMIT, "||2024-08-05 08:39:00"),
        cells("k2|Z99002|", PILOTS, "we shut the door|2024-08-05 08:49:00"),
    )
    assert read.answers == {}
    assert read.questions == [("ticks", "a tick", 2)]
    assert read.comments == ["we shut the door"]


def test_typeform_a_grid_row_before_its_column(form):
    read = form(
        cells(
            "#|ODS code",
            f"How ready are you? / {LIMIT}",
            f"How ready are you? / {FREEZE}",
            "Submit Date (UTC)",
        ),
        cells("k1|Z99001|Green|Red|2024-08-05 08:39:00"),
        cells("k2|Z99002|Amber|Red|2024-08-05 08:49:00"),
    )
    assert read.figures == BOTH
    assert read.clean


# JotForm


def test_jotform_input_table(form):
    read = form(
        cells("Submission Date|ODS code", *(f"{RATE} >> {action}" for action in (LIMIT, FREEZE)), JOTFORM),
        cells("2024-08-05 08:39:00|Z99001|Green|Red|https://example.org/1.png|59||192.0.2.1"),
        cells("2024-08-05 08:49:00|Z99002|Amber|Red||60||192.0.2.1"),
    )
    assert read.figures == BOTH
    assert (read.questions, read.problems) == ([], [])


def test_jotform_table_with_a_column_for_each_answer(form):
    heads = [f"{RATE} >> {a} >> {b}" for a in (LIMIT, FREEZE) for b in ("Green", "Amber", "Red")]
    read = form(
        ["Submission Date", "ODS code", *heads],
        ["Aug 5, 2024", "Z99001", "✓", "", "", "", "", "✓"],
        ["Aug 6, 2024", "Z99002", "", "✓", "", "", "", "✓"],
    )
    assert read.figures == BOTH
    assert read.clean


def test_jotform_choices_on_lines_of_their_own(form):
    read = form(
        ["Submission Date", "ODS code", "Which actions are you taking?"],
        ["2024-08-05 08:39:00", "Z99001", f"{LIMIT}\n{PILOTS}"],
        ["2024-08-05 08:49:00", "Z99002", PILOTS],
    )
    assert read.figures == {"limit_contacts": {"taking": 1, "not_taking": 1}, "pilots": {"taking": 2}}


# Smart Survey


def test_smart_survey_with_two_heading_rows(form):
    sent = cells(
        "91|1|||192.0.2.1|u-1|England|05/08/2024 08:30|05/08/2024 08:39|540|English|Web link|Link 1|P1"
    )
    read = form(
        cells(SMART, "1. ODS code|2. Please rate each action|"),
        [*[""] * len(sent), "", f"2.1. {LIMIT}", f"2.2. {FREEZE}"],
        [*sent, "Z99001", "Green", "Red"],
        [*sent, "Z99002", "Amber", "Red"],
    )
    assert read.figures == BOTH
    assert read.clean


def test_smart_survey_numbered_with_letters(form):
    read = form(
        cells("UserID|Unique ID|Started|Ended|Collector|Q1. ODS code", f"2.a. {LIMIT}", f"Q2(b) {FREEZE}"),
        cells("91|u-1|15/08/2024 08:30|15/08/2024 08:39|Link 1|Z99001|Green|Red"),
        cells("92|u-2|15/08/2024 08:30|15/08/2024 08:39|Link 1|Z99002|Amber|Red"),
    )
    assert read.figures == BOTH
    assert read.clean


@pytest.mark.parametrize("end", [". ", "? ", "! "])
def test_a_question_ends_where_its_row_begins_in_one_heading(form, end):
    read = form(
        cells(
            "UserID|Unique ID|Started|Ended|1. ODS code", f"2. {RATE}{end}{LIMIT}", f"2. {RATE}{end}{FREEZE}"
        ),
        cells("91|u-1|15/08/2024 08:30|15/08/2024 08:39|Z99001|Green|Red"),
        cells("92|u-2|15/08/2024 08:30|15/08/2024 08:39|Z99002|Amber|Red"),
    )
    assert read.figures == BOTH
    assert read.clean


# LimeSurvey


def test_limesurvey_with_codes_and_texts_and_replies_never_submitted(form):
    read = form(
        cells(LIME, f"G01Q02[SQ001]. {RATE} [{LIMIT}]", f"G01Q02[SQ002]. {RATE} [{FREEZE}]"),
        cells("1|2024-08-05 08:39:00|2|en|7|2024-08-05 08:30:00||Z99001|Green|Red"),
        cells("2|2024-08-05 08:49:00|2|en|8|2024-08-05 08:40:00||Z99002|Amber|Red"),
        cells("3||1|en|9|2024-08-05 08:50:00||Z99003|Green|"),
    )
    assert read.figures == BOTH
    assert read.left_out == [("A4", "an unfinished reply")]
    assert (read.questions, read.problems) == ([], [])


# Alchemer, Snap, Jisc Online Surveys, Survey123, Microsoft Lists, forms of WordPress sites


def test_alchemer_puts_the_row_before_the_question(form):
    blank = [""] * 15
    read = form(
        cells(ALCHEMER, "ODS code", f"{LIMIT}:{RATE}", f"{FREEZE}:{RATE}"),
        [
            "1",
            "Aug 5, 2024 8:30:00 am",
            "Aug 5, 2024 8:39:00 am",
            "Complete",
            *blank,
            "Z99001",
            "Green",
            "Red",
        ],
        [
            "2",
            "Aug 5, 2024 8:40:00 am",
            "Aug 5, 2024 8:49:00 am",
            "Complete",
            *blank,
            "Z99002",
            "Amber",
            "Red",
        ],
        ["3", "Aug 5, 2024 8:50:00 am", "", "Partial", *blank, "Z99003", "Green", ""],
        ["4", "Aug 5, 2024 8:50:00 am", "", "Disqualified", *blank, "Z99004", "Green", ""],
    )
    assert read.figures == BOTH
    assert read.left_out == [
        ("A4", "an unfinished reply"),
        ("A5", "a reply that the survey tool turned away"),
    ]
    assert (read.questions, read.problems) == ([], [])


def test_alchemer_choices_before_the_question(form):
    read = form(
        ["Response ID", "ODS code", *(f"{answer}:{LIMIT}" for answer in ("Green", "Amber", "Red"))],
        ["1", "Z99001", "Green", "", ""],
        ["2", "Z99002", "", "", "Red"],
    )
    assert read.answers == {("Z99001", "limit_contacts"): "green", ("Z99002", "limit_contacts"): "red"}
    assert read.clean


@pytest.mark.parametrize(
    ("before", "after", "first", "second", "last"),
    [
        (
            "Unique Response Number|Submission date/time|1. ODS code",
            "",
            "118-1|15/08/2024 08:39",
            "118-2|15/08/2024 08:49",
            "",
        ),
        ("Case ID|ID.date|ODS code", "", "1|15/08/2024 08:39", "2|15/08/2024 08:49", ""),
        (
            "ObjectID|CreationDate|ODS code",
            "Creator|EditDate|Editor",
            "1|8/15/2024 8:39:00 AM",
            "2|8/15/2024 8:49:00 AM",
            "||",
        ),
        (
            "Title|Created|ODS code",
            "Created By|Modified|Item Type|Path",
            "Elm|15/08/2024 08:39",
            "Oak|15/08/2024 08:49",
            "A||Item|lmc",
        ),
        (
            "Entry Id|Entry Date|ODS code",
            "Source Url|User Agent|User IP",
            "51|2024-08-15 08:39",
            "52|2024-08-15 08:49",
            "a|b|c",
        ),
    ],
    ids=["jisc online surveys", "snap", "survey123", "microsoft lists", "wordpress"],
)
def test_what_other_tools_write_round_the_answers(form, before, after, first, second, last):
    read = form(
        cells(before, f"2.1.a. {LIMIT}", f"2.2.a. {FREEZE}", *([after] if after else [])),
        cells(first, "Z99001|Green|Red", *([last] if last else [])),
        cells(second, "Z99002|Amber|Red", *([last] if last else [])),
    )
    assert read.figures == BOTH
    assert read.clean
    assert read.times == ["2024-08-15 08:39", "2024-08-15 08:49"]


def test_qualtrics_numbers_that_the_question_above_a_grid_explains(form):
    asked = "Please rate each action (1 = Green, 2 = Amber, 3 = Red)"
    read = form(
        cells("Q1|Q2_1|Q2_2"),
        ["ODS code", f"{asked} - {LIMIT}", f"{asked} - {FREEZE}"],
        cells('{"ImportId":"QID1_TEXT"}|{"ImportId":"QID2_1"}|{"ImportId":"QID2_2"}'),
        cells("Z99001|1|3"),
        cells("Z99002|2|3"),
    )
    assert read.figures == BOTH
    assert read.clean


def test_typeform_ticks_are_asked_about_once_though_a_keyword_alone_knows_one_action(form):
    short = "Limit contacts to 25 a day"
    read = form(
        cells("#|ODS code", short, PILOTS, "Submit Date (UTC)"),
        cells("k1|Z99001", short, "|2024-08-05 08:39:00"),
        cells("k2|Z99002|", PILOTS, "2024-08-05 08:49:00"),
    )
    assert read.questions == [("ticks", "a tick", 2)]


def test_smart_survey_says_in_words_whether_a_reply_was_completed(form):
    read = form(
        cells("UserID|Started|Ended|Completed|ODS code", LIMIT, FREEZE),
        cells("91|15/08/2024 08:30|15/08/2024 08:39|Complete|Z99001|Green|Red"),
        cells("92|15/08/2024 09:30|15/08/2024 09:39|Complete|Z99002|Amber|Red"),
        cells("93|15/08/2024 10:30||Partial|Z99001|Red|"),
    )
    assert read.figures == BOTH
    assert read.left_out == [("A4", "an unfinished reply")]


def test_jotform_a_grid_in_one_cell_rates_each_action(form):
    read = form(
        cells("Submission Date|ODS code|Please rate each action"),
        ["Aug 5, 2024", "Z99001", f"{LIMIT}: Green\n{FREEZE}: Red"],
        ["Aug 6, 2024", "Z99002", f"{LIMIT}: Amber\n{FREEZE}: Red\n{PILOTS}: don't know"],
    )
    assert read.figures == BOTH
    assert (read.questions, read.problems) == ([], [])


def test_jotform_a_grid_in_one_cell_with_what_is_not_known(form):
    read = form(
        cells("Submission Date|ODS code|Please rate each action"),
        ["Aug 5, 2024", "Z99001", f"{LIMIT}: Green\n{FREEZE}: Red"],
        ["Aug 6, 2024", "Z99002", f"{LIMIT}: Amber\nRefuse home visits: Red"],
        ["Aug 7, 2024", "Z99003", f"{LIMIT}: Green\n{LIMIT}: Red"],
        ["Aug 8, 2024", "Z99004", f"{LIMIT}: Amber; {FREEZE}: Red"],
    )
    assert read.figures == BOTH
    assert read.questions == [("action", "Refuse home visits", 1)]
    assert [cell for cell, _ in read.problems] == ["C4"]

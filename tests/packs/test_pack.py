"""What goes into a pack: the slides of the meeting, no names unless switched on, a logo that is a picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from decks.meetings import Meeting, play
from packs.letterhead import LogoError, logo_from, read_logo
from packs.making import FORMATS, file_of, make
from packs.pack import assemble

ON = date(2026, 11, 24)
NAMED = "Practices are named"


def test_a_pack_has_the_slides_of_its_meeting_in_their_order(reading, pack):
    shown = [slide.chart(reading).headline for slide in play(reading, Meeting("", "exampleshire"), ON)]
    assert [chart.headline for chart in pack.charts] == shown
    assert len(shown) >= 8


def test_no_practice_is_named_unless_the_meeting_says_so(reading, pack):
    names = assemble(reading, Meeting("Monthly", "exampleshire", names=True, next_on=date(2027, 2, 1)), ON)
    assert names.marks == (NAMED,)
    assert any("Example Hill Surgery" in chart.table.to_csv() for chart in names.charts)
    assert pack.marks == ()
    for chart in pack.charts:
        assert "Example Hill Surgery" not in chart.table.to_csv()


def test_a_meeting_that_is_kept_gives_the_title(reading):
    assert assemble(reading, Meeting("November meeting", "exampleshire"), ON).title == "November meeting"


def test_progress_rises_to_the_end_and_says_what_is_being_made(pack):
    result = []
    few = replace(pack, charts=pack.charts[:2])
    made = make(few, ["xlsx", "pptx"], lambda done, words: result.append((done, words)))
    assert list(made) == ["xlsx", "pptx"]
    shares = [done for done, _ in result]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert any(few.charts[1].headline in words for _, words in result)


def test_files_are_named_after_the_meeting_and_its_day(pack):
    assert [file_of(pack, name) for name in FORMATS] == [
        "exampleshire-collective-action-2026-11-24.pptx",
        "exampleshire-collective-action-2026-11-24.html",
        "exampleshire-collective-action-2026-11-24.pdf",
        "exampleshire-collective-action-2026-11-24-a4.pdf",
        "exampleshire-collective-action-2026-11-24-tables.pdf",
        "exampleshire-collective-action-2026-11-24-one-page.pdf",
        "exampleshire-collective-action-2026-11-24.xlsx",
    ]


def test_a_logo_is_a_picture_or_a_sentence(logo, tmp_path):
    assert read_logo(logo.data) == logo
    for wrong in (b"<svg/>", b"\x89PNG\r\n\x1a\nbut no more", b""):
        with pytest.raises(LogoError, match="not a PNG, JPEG or GIF"):
            read_logo(wrong)
    with pytest.raises(LogoError, match="larger than 5 MB"):
        read_logo(b"\x89PNG\r\n\x1a\n" + bytes(5_000_001))
    with pytest.raises(LogoError, match="cannot be read"):
        logo_from(tmp_path / "none.png")

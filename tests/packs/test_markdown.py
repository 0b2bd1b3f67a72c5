"""As much Markdown as the method page needs."""

from __future__ import annotations

from measures import METHOD
from packs.markdown import Block, Run, blocks, in_sentences

TEXT = """# Title

**Bold** words, *leaning* ones
and `code`.

- one
  goes on
- two [link](https://x.example)

| A | B |
|---|--:|
| 1 | **2** |

## Under
Text at once.

```
x = 1

y = 2
```
"""


def test_blocks_of_every_kind():
    runs = (
        Run("Bold", strong=True),
        Run(" words, "),
        Run("leaning"),
        Run(" ones and "),
        Run("code"),
        Run("."),
    )
    assert blocks(TEXT) == [
        Block("heading", (Run("Title"),), 1),
        Block("text", runs),
        Block("item", (Run("one goes on"),)),
        Block("item", (Run("two link"),)),
        Block("table", rows=(("A", "B"), ("1", "2"))),
        Block("heading", (Run("Under"),), 2),
        Block("text", (Run("Text at once."),)),
        Block("code", (Run("x = 1\n\ny = 2"),)),
    ]


def test_snake_case_is_not_leaning():
    assert blocks("The measure notice_totals_now counts.")[0].text == "The measure notice_totals_now counts."


def test_the_method_page_has_no_marks_left():
    for block in blocks(METHOD.read_text(encoding="utf-8")):
        assert "**" not in block.text
        assert not block.text.startswith("#")


def test_examples_are_sentences_where_they_are_read():
    text = "Before.\n\n```\nexample: survey\ngreen: 48\npractices: 64\n---\nshare: 78.7%\nlow: 76.4%\n```\n\nAfter."
    assert in_sentences(text) == (
        "Before.\n\n_Example (survey):_ with green 48, practices 64: share is 78.7%, low is 76.4%.\n\nAfter."
    )
    assert "```" not in in_sentences(METHOD.read_text(encoding="utf-8"))

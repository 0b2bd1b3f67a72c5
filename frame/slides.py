"""The slides of a meeting: which charts, how one is shown, and how to get to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from charts import SLIDE, Chart
from frame.drawings import draw, labels
from frame.links import draw_link
from frame.places import BY_NAME
from frame.showing import caption, headline, picture, plain
from frame.subjects import compared_regions, noticed_regions, surveyed_regions, surveys_of, usual_regions
from frame.visit import Visit


@dataclass(frozen=True)
class Slide:
    """A chart by its name among the drawings and its arguments, as (name, value) pairs."""

    name: str
    asked: tuple[tuple[str, object], ...]

    def chart(self, visit: Visit) -> Chart | None:
        return draw(visit, self.name, look=SLIDE, **dict(self.asked))


def presented_regions(visit: Visit, on: date) -> dict[str, str]:
    """Regions with a survey first, then those with notices or published figures."""
    return surveyed_regions(visit) | noticed_regions(visit, on)


def slides(visit: Visit, region: str, on: date) -> list[Slide]:
    """A region's charts in the order of a meeting; those with nothing to draw are left out."""
    survey = next(iter(surveys_of(visit, region)), None)
    compared = usual_regions(compared_regions(visit, on))
    deck = [Slide("preferences", (("region", region), ("survey", survey)))] if survey else []
    deck += [Slide(name, (("region", region), ("on", on))) for name in ("notices", "dates", "totals")]
    deck += [
        Slide("matrix", (("kind", kind), ("on", on), ("regions_shown", tuple(compared))))
        for kind in ("service", "action")
    ]
    deck.append(Slide("responses", (("regions_shown", _responding(visit)),)))
    return [slide for slide in deck if slide.chart(visit)]


def _responding(visit: Visit) -> tuple[str, ...]:
    present = set(visit.measure("responses")["region"])
    names = labels(visit).regions
    return tuple(usual_regions({region: name for region, name in names.items() if region in present}, 9))


def slide_number(of: int) -> int:
    """The slide that the address asks for, 1 to `of`; anything else is the nearest there is."""
    try:
        asked = int(st.query_params.get("slide", "1"))
    except ValueError:
        st.warning("The address asks for a slide that is not a number: this is the first one.")
        asked = 1
    return min(max(asked, 1), of)


def draw_slide(visit: Visit, slide: Slide) -> None:
    """Headline, picture and one line of base, date and source."""
    chart = slide.chart(visit)
    st.title(headline(chart), anchor=False)
    picture(chart)
    st.caption(plain(caption(chart)))


def draw_controls(number: int, of: int) -> None:
    """Previous and next, by click, arrow keys, or PageUp and PageDown of a clicker."""
    for label, key, step, at_end in (
        ("Previous", "Left", -1, number == 1),
        ("Next", "Right", 1, number == of),
        ("Previous slide", "PageUp", -1, number == 1),
        ("Next slide", "PageDown", 1, number == of),
    ):
        st.button(
            label, key=f"go-{key}", shortcut=key, type="tertiary", disabled=at_end,
            on_click=_go, args=(min(max(number + step, 1), of),),
        )  # fmt: skip
    st.caption(f"{number} of {of}")
    draw_link(BY_NAME["dashboard"], "Leave")


def _go(number: int) -> None:
    st.query_params["slide"] = str(number)

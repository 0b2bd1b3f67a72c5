"""Our LMC: whose dashboard this is, said once. Its region comes first, its name and logo are on wall and packs."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from charts.wording import capital
from decks.labels import labels
from decks.own import own_region
from frame.links import draw_way
from frame.places import BY_NAME
from frame.showing import plain
from frame.visit import Visit
from packs.letterhead import Logo, LogoError, kept_logo, kept_name, logo_value, read_logo
from store.lmc import KIND, LOGO, NAME, REGION

LMCS = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
PICTURES = ["png", "jpg", "jpeg", "gif"]
LARGEST = 5  # MB
VIEW = {"view": "lmc"}


def letterhead(visit: Visit) -> tuple[str, Logo | None]:
    """The name of the LMC, '' for none, and its logo, read once a generation."""
    return visit.kept("letterhead", (), lambda: (kept_name(visit.snapshot), kept_logo(visit.snapshot)))


def show_lmc(visit: Visit) -> None:
    """What is set, what it does, and the form that sets it."""
    (name, logo), region = letterhead(visit), own_region(visit)
    st.title(plain(_headline(visit, name, region)), anchor=False)
    st.write(
        "Its region comes first on every page, on the wall and in packs, with the others beside it. Its name and "
        "logo are on the wall and in every pack. A file of practices that are known is not asked for its region."
    )
    if not visit.viewer.may_upload:
        st.caption("This dashboard is set up for looking only: this is set on the LMC’s own machine.")
        return
    _form(visit, name, region)
    if logo:
        shown, forgotten = st.columns([4, 7], vertical_alignment="center")
        shown.image(logo.data, width=180)
        if forgotten.button("Take the logo away", key="forget_logo", type="tertiary"):
            visit.store.set(KIND, LOGO, None, visit.viewer.name)
            st.rerun()


def _headline(visit: Visit, name: str, region: str) -> str:
    if not name and not region:
        return "Nobody has said yet whose dashboard this is"
    area = capital(labels(visit).regions.get(region, region))
    whose = name or f"the LMC of {area}"
    return f"This is the dashboard of {whose}" + (f", region {area}" if name and region else "")


def _form(visit: Visit, name: str, region: str) -> None:
    known = offered_regions(visit)
    with st.form("lmc", border=False):
        columns = st.columns([4, 4, 5, 2], vertical_alignment="bottom")
        chosen = columns[0].selectbox(
            "Our region", list(known), list(known).index(region) if region in known else None,
            format_func=known.get, placeholder="Choose a region",
        )  # fmt: skip
        given = (
            columns[1]
            .text_input("Name of the LMC", name, placeholder="As it is to stand on the wall")
            .strip()
        )
        picture = columns[2].file_uploader("Logo (PNG, JPEG or GIF)", PICTURES, max_upload_size=LARGEST)
        if columns[3].form_submit_button("Keep", key="keep_lmc", type="primary"):
            _keep(visit, (name, given), (region, chosen or ""), picture)


def _keep(visit: Visit, names: tuple[str, str], regions: tuple[str, str], picture) -> None:
    """Keep what is new of a name and a region (each before and now) and a picture; nothing where that is no picture."""
    try:
        logo = read_logo(picture.getvalue()) if picture else None
    except LogoError as wrong:
        st.error(str(wrong))
        return
    if regions[0] != regions[1]:
        set_own_region(visit, regions[1], by_name=bool(names[1]))
    if names[0] != names[1]:
        visit.store.set(KIND, NAME, names[1] or None, visit.viewer.name)
    if logo:
        visit.store.set(KIND, LOGO, logo_value(logo), visit.viewer.name)
    st.rerun()


def set_own_region(visit: Visit, region: str, *, by_name: bool = False) -> None:
    """Keep whose dashboard this is; an LMC without a name gets the one that the reference data give its region."""
    visit.store.set(KIND, REGION, region or None, visit.viewer.name)
    known = dict(visit.snapshot.rows(LMCS))
    if region in known and not by_name and not letterhead(visit)[0]:
        visit.store.set(KIND, NAME, known[region], visit.viewer.name)


def offered_regions(visit: Visit) -> dict[str, str]:
    """Regions that may be somebody's own, by id with their labels: no country, and none that is invented."""
    names = labels(visit).regions
    own = {region for region, _ in visit.kept("regions of LMCs", (), lambda: visit.snapshot.rows(LMCS))}
    return {region: capital(label) for region, label in names.items() if region in own}


def draw_own(visit: Visit) -> None:
    """In the bar: whose dashboard this is, with the way to where it is said; nothing for those who may not say it."""
    name, _ = letterhead(visit)
    region = own_region(visit)
    words = name or (capital(labels(visit).regions.get(region, region)) if region else "Our LMC")
    if visit.viewer.may_upload:
        draw_way(BY_NAME["data"], VIEW, plain(words))
    elif name or region:
        st.caption(plain(words), width="content")

"""Which survey the replies of a file belong to."""

from __future__ import annotations

from datetime import datetime

from loaders.kinds import Context
from loaders.surveys.waves import (
    A_SURVEY_EACH,
    ONE_SURVEY,
    Wave,
    asks_whether_apart,
    wave_of,
    wave_of_file,
    waves_key,
    waves_of,
)
from loaders.tables.tables import Table

GPS = "-gps"


def surveys_of(
    table: Table, regions: list[str], last_at: datetime | None, context: Context
) -> dict[str, str | None]:
    """Survey id by region: the one named; else, in a file with a table for each month or wave, a survey for each;
    else the one remembered for files like this; else a new one where the region has no survey yet. None, and a
    question, where it cannot be told.
    """
    if table.wave is not None and table.wave.own:
        return {region: f"{context.options.survey or region}-{table.wave.name}" for region in regions}
    waves = waves_of(context)
    if context.options.survey:
        context.draft.because("survey", "You chose it.")
        if waves:
            listing = ", ".join(wave.words for wave in waves.values())
            survey = context.options.survey
            context.draft.note(f"{_naming(table)} {listing}; all was kept in the survey named, {survey}.")
        return dict.fromkeys(regions, context.options.survey)
    if waves and asks_whether_apart(context):
        _ask_whether_apart(table, waves, context)
        return dict.fromkeys(regions)
    if waves:
        return {region: _of_wave(table, region, waves, context) for region in regions}
    return {region: _survey(table, region, last_at, context) for region in regions}


def survey_on(survey: str | None, scale: str) -> str:
    """The survey that holds what a file of this survey answers on a second scale."""
    return f"{survey}-{scale}"


def survey_of_gps(survey: str | None) -> str | None:
    """The survey that holds what GPs answered for themselves, beside the practices' own: a survey counts one unit."""
    return survey if survey is None or survey.endswith(GPS) else f"{survey}{GPS}"


def _of_wave(table: Table, region: str, waves: dict[str, Wave], context: Context) -> str | None:
    """The survey of the wave that a table names; which it is for a table that names none is asked."""
    context.draft.note(
        f"{_naming(table)} months or waves, so each is a survey of its own: {', '.join(waves)}."
    )
    undated = [
        f"{wave.words.split()[0]} was taken for {wave.words}" for wave in waves.values() if not wave.dated
    ]
    if undated:
        context.draft.note(f"No year is written: {', '.join(undated)}.")
    wave = wave_of(table, context)
    if wave:
        return f"{region}-{wave.name}"
    key = f"{region}\n{table.sheet.name}\n{context.file_key}"
    remembered = context.vocabulary.remembered("survey", key)
    if not remembered:
        label = context.vocabulary.label("region", region)
        sentence = f"Which survey of {label} do the replies of sheet “{table.sheet.name}” belong to?"
        _ask(table, table.sheet.name, sentence, [f"{region}-{name}" for name in waves], key, context)
    return remembered


def _survey(table: Table, region: str, last_at: datetime | None, context: Context) -> str | None:
    key = f"{region}\n{context.file_key}"
    remembered = context.vocabulary.remembered("survey", key)
    if remembered:
        context.draft.because("survey", "As answered before for a file like it.")
        return remembered
    wave = wave_of(table, context) or wave_of_file(context)
    wave_name = wave.name if wave and wave.dated and not last_at else None
    new = f"{region}-{wave_name or format(last_at or context.received_at, '%Y-%m')}"
    settled = context.settled_survey
    own = {settled, *(survey_on(settled, scale) for scale in context.vocabulary.known("scale") if settled)}
    own |= {survey_of_gps(survey) for survey in own}
    others = [survey for survey in context.vocabulary.surveys_in(region) if survey not in own]
    if context.settled_survey and not others:
        return context.settled_survey
    label = context.vocabulary.label("region", region)
    if not others:
        context.draft.note(f"{label} had no survey yet: these replies begin one.")
        return new
    sentence = f"Which survey of {label} do these replies belong to? Name an earlier one, or the new one."
    _ask(table, new, sentence, list(dict.fromkeys([new, *others])), key, context)
    return None


def _naming(table: Table) -> str:
    column = table.first("wave") if table.wave is not None else None
    return f"“{column.heading}” names" if column else "The sheets or titles name"


def _ask_whether_apart(table: Table, waves: dict[str, Wave], context: Context) -> None:
    sentence = (
        f"{_naming(table)} {', '.join(wave.words for wave in waves.values())}, and no practice stands in two "
        "of them. Is each a survey of its own, or are they the replies to one?"
    )
    _ask(table, context.draft.file, sentence, [ONE_SURVEY, A_SURVEY_EACH], waves_key(context), context)


def _ask(table: Table, value: str, sentence: str, choices: list[str], key: str, context: Context) -> None:
    rows = len(table.rows)
    context.draft.ask("survey", value, sentence, choices, key=key, sheet=table.sheet, rows=rows)

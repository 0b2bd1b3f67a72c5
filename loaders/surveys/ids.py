"""Which survey the replies of a file belong to."""

from __future__ import annotations

from datetime import datetime

from loaders.kinds import Context
from loaders.tables.tables import Table


def surveys_of(
    table: Table, regions: list[str], last_at: datetime | None, context: Context
) -> dict[str, str | None]:
    """Survey id by region: the one named, else the one remembered for files like this, else a new one where
    the region has no survey yet. None, and a question, where it has: which one cannot be told.
    """
    return {region: _survey(table, region, last_at, context) for region in regions}


def _survey(table: Table, region: str, last_at: datetime | None, context: Context) -> str | None:
    if context.options.survey:
        return context.options.survey
    key = f"{region}\n{context.file_key}"
    remembered = context.vocabulary.remembered("survey", key)
    if remembered:
        return remembered
    new = f"{region}-{last_at or context.received_at:%Y-%m}"
    others = [survey for survey in context.vocabulary.surveys_in(region) if survey != context.settled_survey]
    if context.settled_survey and not others:
        return context.settled_survey
    label = context.vocabulary.label("region", region)
    if not others:
        context.draft.note(f"{label} had no survey yet: these replies are kept as the survey {new}.")
        return new
    context.draft.ask(
        "survey",
        new,
        f"Which survey of {label} do these replies belong to? Name an earlier one, or the new one.",
        list(dict.fromkeys([new, *others])),
        key=key,
        sheet=table.sheet,
        rows=len(table.rows),
    )
    return None

"""Free text that came in with a file: without names of practices. What was published is left as its source has it."""

from __future__ import annotations

import pandas as pd

from disclosure.comments import forms
from disclosure.naming import masked
from store import Snapshot


def without_names(snapshot: Snapshot, frame: pd.DataFrame, column: str) -> pd.Series:
    """A column of texts; those of rows that an import brought are masked, and where the frame does not say which rows
    these are, all of them."""
    own = frame["import"].notna() if "import" in frame else pd.Series(data=True, index=frame.index)
    texts = {text for text in frame.loc[own, column] if isinstance(text, str)}
    known = {text: masked(text, forms(snapshot)) for text in texts}
    return frame[column].where(~own, frame[column].map(lambda text: known.get(text, text)))

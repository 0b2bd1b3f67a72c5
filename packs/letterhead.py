"""The LMC's name and logo: given once, kept in the store, and shown on the wall and in every pack."""

from __future__ import annotations

import base64
import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from store import Snapshot
from store.lmc import KIND, LOGO, NAME

ENDINGS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif"}
MOST = 5_000_000
# Every generation of the store holds the logo, so it is kept no larger than the widest screen shows it.
KEPT = (900, 420)


class LogoError(ValueError):
    """A logo that cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class Logo:
    """A picture of the LMC. kind: png, jpg or gif."""

    data: bytes
    kind: str

    @property
    def ratio(self) -> float:
        """How many times wider than high it is."""
        with Image.open(io.BytesIO(self.data)) as image:
            return image.width / image.height

    @property
    def address(self) -> str:
        """The picture itself, as an address that a browser takes."""
        kind = "jpeg" if self.kind == "jpg" else self.kind
        return f"data:image/{kind};base64,{base64.b64encode(self.data).decode()}"


def read_logo(data: bytes) -> Logo:
    """A picture that can be shown. Raises LogoError for what is none, or is too large."""
    if len(data) > MOST:
        raise LogoError(f"The logo is larger than {MOST // 1_000_000} MB: save a smaller picture.")
    for start, kind in ENDINGS.items():
        if data.startswith(start) and _opens(data):
            return Logo(data, kind)
    raise LogoError("The logo is not a PNG, JPEG or GIF picture: save it as one of these.")


def _opens(data: bytes) -> bool:
    """Whether the picture can be read to its end, and is not a bomb of pixels."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as image:
                image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        return False
    return True


def logo_from(path: Path | str) -> Logo:
    """The picture in a file. Raises LogoError where there is none."""
    try:
        return read_logo(Path(path).read_bytes())
    except OSError as error:
        raise LogoError(f"The logo {path} cannot be read ({error.strerror}).") from None


def logo_value(logo: Logo) -> dict[str, str]:
    """A logo as the store keeps it: as PNG, no larger than it is ever shown."""
    with Image.open(io.BytesIO(logo.data)) as image:
        small = image.convert("RGBA")
        small.thumbnail(KEPT)
        out = io.BytesIO()
        small.save(out, "PNG", optimize=True)
    return {"png": base64.b64encode(out.getvalue()).decode()}


def kept_name(snapshot: Snapshot) -> str:
    """The LMC's name as it was set; '' where it was not."""
    return snapshot.settings(KIND).get(NAME) or ""


def kept_logo(snapshot: Snapshot) -> Logo | None:
    """The LMC's logo as it was set; None where it was not."""
    value: Any = snapshot.settings(KIND).get(LOGO)
    return Logo(base64.b64decode(value["png"]), "png") if value else None

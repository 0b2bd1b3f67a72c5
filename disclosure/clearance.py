"""Who somebody is to the figures: a role of roles.csv, and the regions that are theirs."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.tables import rows, treatment
from measures import MEASURES

ROLE = "role"
"""The kind of setting that holds who has which role: name, in small letters, to {"role": …, "regions": […]}."""
ROLES = {row["role"]: row for row in rows("roles")}


@dataclass(frozen=True)
class Clearance:
    """What a role may see; hashable, so that it can be part of a cache's key.

    names: single practices, files, cells, times. counted: what was counted from practices' replies and notices, and
    not published figures alone. uploads: may bring files in and change what is kept. regions: ids of the regions whose
    counted figures these are; empty for all.
    """

    role: str
    names: bool
    counted: bool
    uploads: bool
    regions: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """True where nothing at all is kept back."""
        return self.names and self.counted and not self.regions

    def owns(self, region: str | None) -> bool:
        """Whether counted figures of a region may be seen; a row that names no region belongs to whoever sees all."""
        return self.counted and (not self.regions or region in self.regions)


def cleared(role: str, regions: tuple[str, ...] = ()) -> Clearance:
    """The clearance of a role. An unknown role is the public: less, never more. regions: whose it is; empty for all,
    and of no effect on a role that sees every region."""
    row = ROLES.get(role, ROLES["public"])
    return Clearance(
        row["role"],
        names=row["names"] == "yes",
        counted=row["counted"] == "yes",
        uploads=row["uploads"] == "yes",
        regions=() if row["everywhere"] == "yes" else tuple(sorted(regions)),
    )


def offered(clearance: Clearance) -> tuple[str, ...]:
    """The measures that a role may take away, by name."""
    return tuple(name for name in MEASURES if clearance.names or treatment(name) in ("open", "published"))


ANALYST, COMMITTEE, REPRESENTATIVE, PUBLIC = (
    cleared(role) for role in ("analyst", "committee", "representative", "public")
)

"""How many files and connections this server may have open: a shell may allow 256, which 81 page loads use up."""

from __future__ import annotations

from contextlib import suppress

ENOUGH = 16_384


def raise_limit(enough: int = ENOUGH) -> int | None:
    """Raise this process's own limit of open handles as far as the system lets it, up to `enough`; the limit comes
    back, None where the system has none that a process may change (Windows)."""
    try:
        import resource
    except ImportError:
        return None
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = enough if hard == resource.RLIM_INFINITY else min(enough, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):  # macOS has a ceiling of its own
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return resource.getrlimit(resource.RLIMIT_NOFILE)[0]


def limit_of_handles() -> int | None:
    """How many handles this process may have open; None where the system has no limit that it tells."""
    try:
        import resource
    except ImportError:
        return None
    soft = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return None if soft == resource.RLIM_INFINITY else soft

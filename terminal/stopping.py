"""What Ctrl-C does to a command line, from its first moment on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps


def stoppable(run: Callable[[], int]) -> Callable[[], int]:
    """A command line that ends with a sentence on standard error and exit code 2 where Ctrl-C stops it. It imports what
    it runs when it is called, since Ctrl-C is as likely then."""

    @wraps(run)
    def stopped_with_a_sentence() -> int:
        try:
            return run()
        except KeyboardInterrupt:
            print("Stopped; nothing was half done.", file=sys.stderr)
            return 2

    return stopped_with_a_sentence

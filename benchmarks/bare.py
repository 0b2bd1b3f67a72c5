"""The page that ours are held against: five selectors, one stacked bar chart and a table, and nothing else.

Run as a script it is that page; `Served` runs it, or ours, on a free port.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]


def page() -> None:
    """Draw it. Everything stands inside, for Streamlit runs the function's text alone."""
    import pandas as pd
    import plotly.graph_objects as go
    import streamlit as st

    order = [
        st.selectbox(f"Choice {at}", ["first", "second", "third"], key=f"choice_{at}") for at in range(5)
    ]
    actions = [f"Action {at}" for at in range(10)]
    turn = ["first", "second", "third"].index(order[0])
    shares = {part: [((at + turn) % 5 + part) / 20 for at in range(10)] for part in range(4)}
    words = {f"Answer {part}": [f"{share:.0%}" for share in shares[part]] for part in range(4)}
    bars = [
        go.Bar(y=actions, x=shares[part], orientation="h", name=name, text=words[name])
        for part, name in enumerate(words)
    ]
    st.plotly_chart(go.Figure(bars, layout={"barmode": "stack"}), key="chart")
    st.table(pd.DataFrame({"Action": actions, **words}))


class Served:
    """A dashboard on a free port; its address while it runs. script: ours, or this file for the bare page."""

    def __init__(self, script: str = "dashboard.py", store: Path | None = None) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "streamlit", "run", script, f"--server.port={port}"]
        self.process = subprocess.Popen(
            [*command, "--server.headless=true"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT,
            env={**os.environ, "UPTAKE_STORE": str(store or "")},
        )  # fmt: skip

    def __enter__(self) -> Served:
        end = time.monotonic() + 90
        while time.monotonic() < end:
            try:
                with urlopen(f"{self.address}/_stcore/health", timeout=1):
                    return self
            except (URLError, OSError):
                time.sleep(0.02)
        raise TimeoutError("the server did not start")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)

    def processor(self) -> float:
        """Seconds of processor time that the server has taken so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """Its resident memory, in MB."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


BARE = "benchmarks/bare.py"

if __name__ == "__main__":
    page()

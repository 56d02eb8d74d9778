"""One notebook in Firefox, from a folder, where no request can be made: another engine, the same charts."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from tests.site.lite import firefox
from tests.site.lite.test_run_in_the_page import ENDED, MEASURE, SECONDS, address

STATE = "return document.querySelector('.run-panel .run-state').textContent"


def test_a_notebook_runs_in_firefox(run_folder: Path, tmp_path: Path) -> None:
    program = firefox.find()
    if not program:
        missing = "no Firefox here (Debian: apt-get install firefox-esr)"
        pytest.fail(missing) if os.environ.get("EDITION_REQUIRE_BROWSER") else pytest.skip(missing)
    with firefox.firefox(program, tmp_path) as window:
        window.open(address(run_folder.parents[1].as_uri(), "neighbours"))
        window.evaluate("document.querySelector('.run-panel button').click()")
        end = time.monotonic() + SECONDS
        while not ENDED.search(window.evaluate(STATE)) and time.monotonic() < end:
            time.sleep(0.5)
        assert window.evaluate(STATE).startswith("Done")
        time.sleep(1)
        charts = window.evaluate(f"return ({MEASURE})()")
    assert len(charts) >= 1 and all(all(chart.values()) for chart in charts), charts

"""A few of the moments of `tests/faults/campaign.py`, at every command that writes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.campaign import Campaign
from tests.faults.commands import WRITING

MOMENTS = 2

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="files are limited and processes killed otherwise there"),
]


@pytest.mark.parametrize("name", WRITING)
def test_a_full_disk_or_a_kill_leaves_the_former_or_the_new_state(tmp_path: Path, name: str) -> None:
    campaign = Campaign(WRITING[name], tmp_path)
    outcomes = {fault: campaign.wrong(fault) for fault in campaign.faults(MOMENTS)}
    assert len(outcomes) == 4
    assert {fault: wrong for fault, wrong in outcomes.items() if wrong} == {}

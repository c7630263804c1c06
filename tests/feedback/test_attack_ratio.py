"""What colleagues who pool all they know can learn from the published ratio: next to nothing."""

from pathlib import Path

import pytest

from tests.feedback import attacks

BANDS_MAY_ADD = 5.0  # points
A_LIVE_RATIO_MUST_ADD = 15.0  # points; else this simulation would prove nothing
EXACT_NUMBERS_MUST_ADD = 5.0
DOCS = Path(__file__).parents[2] / "docs" / "confidentiality.md"


@pytest.fixture
def lines(db):
    return attacks.measure()


def test_bands_tell_colleagues_next_to_nothing_and_a_live_ratio_would(lines):
    print(f"\n{attacks.table(lines)}")
    assert len(lines) == len(attacks.ATTACKS)
    for line in lines:
        assert line.with_bands - line.alone <= BANDS_MAY_ADD, line
        assert line.with_live - line.alone >= A_LIVE_RATIO_MUST_ADD, line
    assert max(one.with_exact - one.alone for one in lines) >= EXACT_NUMBERS_MUST_ADD
    assert attacks.table(lines) in DOCS.read_text(), "docs/confidentiality.md says other figures"

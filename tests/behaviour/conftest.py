"""The Studio that a test asks about."""

import pytest

from behaviour.settings import BARE, Setting, both
from behaviour.studios import Studio, deploy


@pytest.fixture(params=both(BARE), ids=str)
def studio(request: pytest.FixtureRequest) -> Studio:
    """One in each sign-in mode with nothing attached, or those that the test names with `on`."""
    setting = request.param
    assert isinstance(setting, Setting)
    return deploy(setting)

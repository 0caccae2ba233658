"""Nothing moved that was not meant to: the templates of the samples, whole."""

import pytest
from samples import SAMPLES, templates_of
from syrupy.assertion import SnapshotAssertion

from emr_studio_constructs.testing import TemplateSnapshotExtension


@pytest.mark.parametrize("sample", SAMPLES)
def test_templates_of_the_sample_are_as_committed(sample: str, snapshot: SnapshotAssertion) -> None:
    assert templates_of(sample) == snapshot(extension_class=TemplateSnapshotExtension)


@pytest.mark.parametrize("sample", SAMPLES)
def test_two_runs_give_the_same_templates(sample: str) -> None:
    first = templates_of(sample)
    templates_of.cache_clear()
    assert templates_of(sample) == first

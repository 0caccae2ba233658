"""Every broken variant of the library is noticed by the test that is there for it."""

import pytest

from behaviour import (
    mutants_of_clusters,
    mutants_of_eks,
    mutants_of_people,
    mutants_of_private_git,
    mutants_of_roles,
    mutants_of_serverless,
    mutants_of_templates,
)
from behaviour.breaking import Mutant
from behaviour.studios import define, deploy

MUTANTS = (
    *mutants_of_people.MUTANTS,
    *mutants_of_roles.MUTANTS,
    *mutants_of_clusters.MUTANTS,
    *mutants_of_serverless.MUTANTS,
    *mutants_of_eks.MUTANTS,
    *mutants_of_templates.MUTANTS,
    *mutants_of_private_git.MUTANTS,
)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name.replace(" ", "-"))
def test_a_broken_library_is_noticed(mutant: Mutant) -> None:
    mutant.test(deploy(mutant.setting))
    with pytest.MonkeyPatch.context() as patch:
        mutant.breaks(patch)
        broken = define(mutant.setting)
    with pytest.raises(AssertionError) as failure:
        mutant.test(broken)
    assert failure.type is AssertionError, "the test could not be asked at all"

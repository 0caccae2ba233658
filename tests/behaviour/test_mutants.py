"""Every broken variant of the library is noticed by the test that is there for it."""

import pytest

from behaviour import mutants_of_people, mutants_of_roles
from behaviour.breaking import Mutant
from behaviour.studios import define, deploy

MUTANTS = (*mutants_of_people.MUTANTS, *mutants_of_roles.MUTANTS)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name.replace(" ", "-"))
def test_a_broken_library_is_noticed(mutant: Mutant) -> None:
    mutant.test(deploy(mutant.setting))
    with pytest.MonkeyPatch.context() as patch:
        mutant.breaks(patch)
        broken = define(mutant.setting)
    with pytest.raises(AssertionError) as failure:
        mutant.test(broken)
    assert failure.type is AssertionError, "the test could not be asked at all"

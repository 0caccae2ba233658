"""Broken variants of what people may do with clusters on EC2, each with the test that must notice."""

from dataclasses import replace

from behaviour import test_clusters
from behaviour.breaking import Mutant, swap, without
from behaviour.settings import CREATION, RUNTIME_ROLES, TAGGED, both
from behaviour.test_clusters import TEAMS
from emr_studio_constructs.policies import emr_on_ec2
from emr_studio_constructs.tier_policies import Attached

_IAM_RUNTIME_ROLES, _ = both(RUNTIME_ROLES)
_TAGGING = emr_on_ec2._FOR_EMR_ALONE
_WITH_RUNTIME_ROLES = emr_on_ec2.with_runtime_roles
_CREATING = emr_on_ec2.creating_clusters

MUTANTS = (
    Mutant(
        name="people work as any role",
        breaks=swap(emr_on_ec2.RUNTIME_ROLES, without(emr_on_ec2.RUNTIME_ROLES, "elasticmapreduce:ExecutionRoleArn")),
        test=test_clusters.test_people_work_as_the_named_runtime_roles_alone,
        setting=_IAM_RUNTIME_ROLES,
    ),
    Mutant(
        name="people open the persistent UIs of any role",
        breaks=swap(
            emr_on_ec2.OPENING_PERSISTENT_APP_UI,
            without(emr_on_ec2.OPENING_PERSISTENT_APP_UI, "elasticmapreduce:ExecutionRoleArn"),
        ),
        test=test_clusters.test_people_open_persistent_uis_of_the_named_runtime_roles_alone,
        setting=_IAM_RUNTIME_ROLES,
    ),
    Mutant(
        name="people pass runtime roles",
        breaks=swap(
            emr_on_ec2.RUNTIME_ROLES,
            tuple(
                replace(row, actions=("iam:PassRole",), on=("<runtime-role>",), when=())
                for row in emr_on_ec2.RUNTIME_ROLES
            ),
        ),
        test=test_clusters.test_runtime_roles_are_not_passed,
        setting=_IAM_RUNTIME_ROLES,
    ),
    Mutant(
        name="runtime roles work on every cluster",
        breaks=swap(_WITH_RUNTIME_ROLES, lambda _tags, **roles: _WITH_RUNTIME_ROLES({}, **roles)),
        test=test_clusters.test_uis_runtime_roles_and_creation_go_with_the_clusters_that_they_were_named_for,
        setting=TEAMS,
    ),
    Mutant(
        name="people tag clusters of others as their own",
        breaks=swap(
            _CREATING,
            lambda tags, **roles: tuple(
                replace(row, when=tuple(each for each in row.when if each.operator != "StringEqualsIfExists"))
                for row in _CREATING(tags, **roles)
            ),
        ),
        test=test_clusters.test_clusters_that_are_tagged_as_anothers_keep_their_tags,
        setting=both(TAGGED)[0],
    ),
    Mutant(
        name="clusters get any tag beside that of the service policy",
        breaks=swap(_TAGGING, _TAGGING[:1]),
        test=test_clusters.test_without_cluster_tags_new_clusters_get_the_tag_of_the_service_policy_alone,
        setting=CREATION,
    ),
    Mutant(
        name="compute for some tiers is for all",
        breaks=lambda patch: patch.setattr(Attached, "is_for", lambda _attached, _tier: True),
        test=test_clusters.test_each_tier_reaches_the_clusters_that_are_for_it,
        setting=TEAMS,
    ),
)

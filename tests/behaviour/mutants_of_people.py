"""Broken variants of what people may do, each with the test that must notice."""

from dataclasses import replace

from behaviour import test_closed_list, test_people, test_secrets, test_sign_in, test_use_cases
from behaviour.arns import CREATOR, EMR_TAG, USER_TAG
from behaviour.breaking import (
    Mutant,
    capability,
    every_session_policy_stays_off_the_user_role,
    on_resources,
    swap,
    without,
)
from behaviour.settings import BARE, CREATION, TAGGED, USER_SECRETS, both
from emr_studio_constructs import Capability, Tier, access
from emr_studio_constructs.policies import capabilities, emr_on_ec2, service_role, tiers

IAM, IDENTITY_CENTER = both(BARE)
_CREATING = emr_on_ec2.creating_clusters
_CLUSTER_ROLES = {"cluster_service_roles": ["*"], "instance_roles": ["*"]}


MUTANTS = (
    Mutant(
        name="anybody shares any Workspace",
        breaks=capability(Capability.COLLABORATION, lambda rows: without(rows, CREATOR)),
        test=test_people.test_only_who_made_a_workspace_shares_it,
    ),
    Mutant(
        name="people pass every role",
        breaks=swap(
            capabilities.MANDATORY,
            on_resources(capabilities.MANDATORY, "AllowPassingServiceRoleForWorkspaceCreation", "*"),
        ),
        test=test_people.test_the_only_roles_to_pass_are_those_named,
    ),
    Mutant(
        name="clusters get every role",
        breaks=swap(_CREATING, lambda tags, **_: _CREATING(tags, **_CLUSTER_ROLES)),
        test=test_people.test_the_only_roles_to_pass_are_those_named,
        setting=CREATION,
    ),
    Mutant(
        name="cluster roles go to every service",
        breaks=swap(emr_on_ec2.CLUSTER_CREATION, without(emr_on_ec2.CLUSTER_CREATION, "iam:PassedToService")),
        test=test_people.test_the_only_roles_to_pass_are_those_named,
        setting=CREATION,
    ),
    Mutant(
        name="cluster tags limit nothing",
        breaks=swap(emr_on_ec2.on_tagged_clusters, lambda capability, _: capabilities.CAPABILITIES[capability]),
        test=test_use_cases.test_only_clusters_with_the_tags_are_in_reach,
        setting=TAGGED,
    ),
    Mutant(
        name="BASIC creates clusters",
        breaks=swap(tiers.MATRIX, ((Tier.BASIC, Capability.CLUSTER_CREATION), *tiers.MATRIX)),
        test=test_use_cases.test_basic_user_cannot_create_a_cluster,
        setting=CREATION,
    ),
    Mutant(
        name="a permission is a wildcard",
        breaks=capability(
            Capability.WORKSPACES, lambda rows: tuple(replace(row, actions=("elasticmapreduce:*",)) for row in rows)
        ),
        test=test_closed_list.test_no_permission_has_a_wildcard_in_its_action,
    ),
    Mutant(
        name="a tier holds one action more",
        breaks=capability(
            Capability.CLUSTERS,
            lambda rows: (*rows, replace(rows[-1], sid="More", actions=("elasticmapreduce:TerminateJobFlows",))),
        ),
        test=test_closed_list.test_a_tier_holds_no_other_action,
    ),
    Mutant(
        name="the user role lacks the tiers' policies",
        breaks=every_session_policy_stays_off_the_user_role,
        test=test_people.test_the_user_role_allows_all_that_any_session_policy_allows,
        setting=IDENTITY_CENTER,
    ),
    Mutant(
        name="who opens this Studio opens every Studio",
        breaks=swap(access.STUDIO_ARN, access.EVERY_STUDIO),
        test=test_sign_in.test_who_was_let_in_opens_this_studio_alone,
    ),
    Mutant(
        name="the service role reads every secret",
        breaks=swap(service_role.GIT_SECRETS, without(service_role.GIT_SECRETS, f"aws:ResourceTag/{EMR_TAG}")),
        test=test_secrets.test_git_secrets_are_read_by_the_service_role,
    ),
    Mutant(
        name="people read each other's secrets",
        breaks=capability(
            Capability.USER_GIT_SECRETS,
            lambda rows: without(rows, f"secretsmanager:ResourceTag/{USER_TAG}"),
        ),
        test=test_secrets.test_git_secrets_are_read_by_their_owner_alone,
        setting=USER_SECRETS,
    ),
    Mutant(
        name="people read notebooks",
        breaks=capability(
            Capability.BUCKETS_AND_LOGS,
            lambda rows: on_resources(rows, "AllowS3ReadOnlyAccessToLogs", "arn:<partition>:s3:::*/*"),
        ),
        test=test_secrets.test_nobody_but_the_service_role_touches_notebooks,
    ),
)

"""Broken variants of cluster templates, each with the test that must notice."""

from dataclasses import replace

from behaviour import test_templates as tests
from behaviour.breaking import Mutant, on_resources, swap, without
from behaviour.settings import TEMPLATES, both
from emr_studio_constructs import Tier
from emr_studio_constructs.admissions import Admissions
from emr_studio_constructs.policies import cluster_roles, cluster_templates, tiers
from emr_studio_constructs.policies.capabilities import Capability
from emr_studio_constructs.policies.row import ANY, Allow

IAM, IDENTITY_CENTER = both(TEMPLATES)
_PEOPLE, _LAUNCH = cluster_templates.CLUSTER_TEMPLATES, cluster_templates.LAUNCH_ROLE
_RUN = Allow(sid="AllowCreatingClusters", actions=("elasticmapreduce:RunJobFlow",), on=ANY)
_ANY_STACK = "arn:<partition>:cloudformation:<region>:<account>:stack/*"
_ANY_PRODUCT = "arn:<partition>:catalog:<region>:<account>:product/*"
_FOR_ALL = tuple(
    (Tier.BASIC if capability == Capability.CLUSTER_TEMPLATES else tier, capability)
    for tier, capability in tiers.MATRIX
)

MUTANTS = (
    Mutant(
        name="people launch every product",
        breaks=swap(_PEOPLE, on_resources(_PEOPLE, "AllowUsingClusterTemplates", _ANY_PRODUCT)),
        test=tests.test_people_launch_the_products_of_their_tier_alone,
        setting=IAM,
    ),
    Mutant(
        name="people see what others launched",
        breaks=swap(_PEOPLE, without(_PEOPLE, "servicecatalog:userLevel")),
        test=tests.test_people_see_what_they_launched_themselves_alone_and_end_nothing,
        setting=IDENTITY_CENTER,
    ),
    Mutant(
        name="people change what others launched",
        breaks=swap(_PEOPLE, without(_PEOPLE, "servicecatalog:userLevel")),
        test=tests.test_people_change_what_they_launched_themselves_only_where_tiers_share_no_role,
        setting=IAM,
    ),
    Mutant(
        name="people who share a role change what they launched",
        breaks=swap(_PEOPLE, cluster_templates.using_templates(change=True)),
        test=tests.test_people_change_what_they_launched_themselves_only_where_tiers_share_no_role,
        setting=IDENTITY_CENTER,
    ),
    Mutant(
        name="people see every stack",
        breaks=swap(_PEOPLE, on_resources(_PEOPLE, "AllowSeeingTemplateStacks", _ANY_STACK)),
        test=tests.test_people_see_stacks_of_service_catalog_alone,
        setting=IAM,
    ),
    Mutant(
        name="people create clusters where they launch templates",
        breaks=swap(_PEOPLE, (*_PEOPLE, _RUN)),
        test=tests.test_people_never_have_what_the_launch_role_has,
        setting=IDENTITY_CENTER,
    ),
    Mutant(
        name="every tier has templates",
        breaks=swap(tiers.MATRIX, _FOR_ALL),
        test=tests.test_people_use_templates_as_far_as_their_tier_goes,
        setting=IAM,
    ),
    Mutant(
        name="every tier sees every portfolio",
        breaks=lambda patch: patch.setattr(
            Admissions,
            "open",
            lambda admissions, attached, admit, original=Admissions.open: original(
                admissions, replace(attached, tiers=None), admit
            ),
        ),
        test=tests.test_portfolios_are_open_to_the_tiers_that_have_them_each_once,
        setting=IAM,
    ),
    Mutant(
        name="the launch role works on every stack",
        breaks=swap(_LAUNCH, on_resources(_LAUNCH, "AllowStacksOfProvisionedProducts", _ANY_STACK)),
        test=tests.test_the_launch_role_makes_and_ends_clusters_in_stacks_of_service_catalog,
        setting=TEMPLATES,
    ),
    Mutant(
        name="the launch role passes every role",
        breaks=swap(_LAUNCH, on_resources(_LAUNCH, "AllowPassingInstanceRoles", "*")),
        test=tests.test_the_launch_role_passes_the_roles_of_its_templates_alone_each_to_its_service,
        setting=TEMPLATES,
    ),
    Mutant(
        name="the launch role passes roles to every service",
        breaks=swap(_LAUNCH, without(_LAUNCH, "iam:PassedToService")),
        test=tests.test_the_launch_role_passes_the_roles_of_its_templates_alone_each_to_its_service,
        setting=TEMPLATES,
    ),
    Mutant(
        name="the launch role reads every bucket",
        breaks=swap(_LAUNCH, without(_LAUNCH, "s3:ExistingObjectTag/servicecatalog:provisioning")),
        test=tests.test_the_launch_role_does_nothing_else,
        setting=TEMPLATES,
    ),
    Mutant(
        name="the launch role makes service-linked roles for every service",
        breaks=swap(_LAUNCH, without(_LAUNCH, "iam:AWSServiceName")),
        test=tests.test_the_launch_role_does_nothing_else,
        setting=TEMPLATES,
    ),
    Mutant(
        name="the launch role scales clusters of no template",
        breaks=swap(
            cluster_templates.CLUSTER_PROPERTIES,
            {"name": cluster_templates.CLUSTER_PROPERTIES["managedScalingPolicy"]},
        ),
        test=tests.test_the_launch_role_does_nothing_else,
        setting=TEMPLATES,
    ),
    Mutant(
        name="clusters get every instance role",
        breaks=swap(
            cluster_roles.CLUSTER_SERVICE_ROLE,
            on_resources(cluster_roles.CLUSTER_SERVICE_ROLE, "AllowPassingInstanceRoles", "*"),
        ),
        test=tests.test_clusters_get_their_instance_role_and_their_instances_nothing,
        setting=TEMPLATES,
    ),
    Mutant(
        name="clusters get the default instance role alone",
        breaks=swap(
            cluster_roles.CLUSTER_SERVICE_ROLE,
            on_resources(
                cluster_roles.CLUSTER_SERVICE_ROLE,
                "AllowPassingInstanceRoles",
                "arn:<partition>:iam::<account>:role/EMR_EC2_DefaultRole",
            ),
        ),
        test=tests.test_clusters_get_their_instance_role_and_their_instances_nothing,
        setting=TEMPLATES,
    ),
    Mutant(
        name="instances write logs to other accounts",
        breaks=swap(cluster_roles.CLUSTER_LOGS, without(cluster_roles.CLUSTER_LOGS, "aws:ResourceAccount")),
        test=tests.test_instances_write_logs_where_they_are_told_to_in_this_account_alone,
        setting=TEMPLATES,
    ),
    Mutant(
        name="everybody assumes the launch role",
        breaks=swap(
            cluster_templates.LAUNCH_ROLE_TRUST,
            replace(cluster_templates.LAUNCH_ROLE_TRUST, service="elasticmapreduce.amazonaws.com"),
        ),
        test=tests.test_each_role_is_assumed_by_its_service_alone,
        setting=TEMPLATES,
    ),
)

"""Broken variants of EMR on EKS, each with the test that must notice."""

from behaviour import test_eks
from behaviour.breaking import Mutant, on_resources, swap, without
from behaviour.compute.eks import ROLE_KEY
from behaviour.settings import EKS, both
from emr_studio_constructs import Capability, Tier
from emr_studio_constructs.compute.emr_on_eks import role as emr_on_eks_role
from emr_studio_constructs.policies import emr_on_eks, tiers

IAM, IDENTITY_CENTER = both(EKS)
_ANY_ENDPOINT = "arn:<partition>:emr-containers:<region>:<account>:/virtualclusters/*"
_NAMED = emr_on_eks.SERVICE_ACCOUNTS


MUTANTS = (
    Mutant(
        name="people choose the role of their session",
        breaks=swap(emr_on_eks.ATTACHING, without(emr_on_eks.ATTACHING, ROLE_KEY)),
        test=test_eks.test_a_session_is_had_with_the_endpoints_own_role_alone,
        setting=IAM,
    ),
    Mutant(
        name="people get a session on every endpoint",
        breaks=swap(
            emr_on_eks.ATTACHING,
            on_resources(emr_on_eks.ATTACHING, "AllowEksSessions", _ANY_ENDPOINT),
        ),
        test=test_eks.test_nobody_reaches_another_endpoint_or_virtual_cluster,
        setting=IDENTITY_CENTER,
    ),
    Mutant(
        name="people see the job runs of every virtual cluster",
        breaks=swap(emr_on_eks.JOB_RUNS, on_resources(emr_on_eks.JOB_RUNS, "AllowSeeingEksJobRuns", _ANY_ENDPOINT)),
        test=test_eks.test_nobody_reaches_another_endpoint_or_virtual_cluster,
        setting=IAM,
    ),
    Mutant(
        name="people of a Studio elsewhere see endpoints",
        breaks=swap(
            emr_on_eks.ATTACHING,
            on_resources(emr_on_eks.ATTACHING, "AllowSeeingEksEndpoints", _ANY_ENDPOINT.replace("<region>", "*")),
        ),
        test=test_eks.test_nobody_reaches_endpoints_of_another_account_or_region,
        setting=IAM,
    ),
    Mutant(
        name="BASIC does not attach",
        breaks=swap(
            tiers.MATRIX,
            tuple(
                (Tier.ADVANCED, capability) if capability is Capability.EMR_ON_EKS else (tier, capability)
                for tier, capability in tiers.MATRIX
            ),
        ),
        test=test_eks.test_people_of_every_built_in_tier_attach_to_the_endpoint_and_debug_its_job_runs,
        setting=IAM,
    ),
    Mutant(
        name="service accounts of every namespace take on the role",
        breaks=swap(_NAMED, _NAMED.replace("{namespace}", "*")),
        test=test_eks.test_an_execution_role_is_assumed_by_emrs_service_accounts_of_the_namespace_alone,
        setting=IAM,
    ),
    Mutant(
        name="service accounts for other roles take on the role",
        breaks=swap(_NAMED, _NAMED.replace("{role_name}", "*")),
        test=test_eks.test_an_execution_role_is_assumed_by_emrs_service_accounts_of_the_namespace_alone,
        setting=IAM,
    ),
    Mutant(
        name="the role's name is written out",
        breaks=swap(emr_on_eks_role._in_base_36, str),
        test=test_eks.test_an_execution_role_is_assumed_by_emrs_service_accounts_of_the_namespace_alone,
        setting=IAM,
    ),
)

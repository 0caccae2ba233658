"""Broken variants of what roles, bucket, key and security groups let through, each with the test that must notice."""

from dataclasses import replace

from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3

from behaviour import test_mapping_handler, test_security_groups, test_service_role, test_storage, test_trust
from behaviour.arns import EMR_TAG
from behaviour.breaking import Mutant, calls, on_resources, swap, without
from behaviour.settings import BARE, BY_ID, GIVEN_BUCKET, both
from emr_studio_constructs.policies import function, mapping_handler, service_role, storage, trust
from emr_studio_constructs.policies.row import equals

IAM, IDENTITY_CENTER = both(BARE)
_ENI_CREATION = "AllowEC2ENICreationWithEMRTags"
_SERVICE_TRUST = trust.SERVICE_ROLE_TRUST


MUTANTS = (
    Mutant(
        name="the service role acts for any account",
        breaks=swap(_SERVICE_TRUST, without([_SERVICE_TRUST], "aws:SourceAccount")[0]),
        test=test_trust.test_the_service_role_is_not_assumed_for_another_account,
    ),
    Mutant(
        name="the service role acts for any source",
        breaks=swap(_SERVICE_TRUST, without([_SERVICE_TRUST], "aws:SourceArn")[0]),
        test=test_trust.test_the_service_role_is_not_assumed_for_another_region_or_service,
    ),
    Mutant(
        name="the user role trusts another service",
        breaks=swap(trust.USER_ROLE_TRUST, replace(trust.USER_ROLE_TRUST, service="ec2.amazonaws.com")),
        test=test_trust.test_the_user_role_is_assumed_by_emr_with_the_context_of_a_person,
        setting=IDENTITY_CENTER,
    ),
    Mutant(
        name="the federated role takes assertions for any audience",
        breaks=calls(iam, "SamlPrincipal", lambda original, provider, _: original(provider, {})),
        test=test_trust.test_people_of_the_identity_provider_assume_the_federated_role,
    ),
    Mutant(
        name="the function maps people in every Region",
        breaks=swap(
            mapping_handler.MAPPING_HANDLER,
            on_resources(
                mapping_handler.MAPPING_HANDLER,
                "AllowMapping",
                "arn:<partition>:elasticmapreduce:*:<account>:studio/*",
            ),
        ),
        test=test_mapping_handler.test_people_are_mapped_to_every_studio_of_the_account_and_region,
        setting=BY_ID,
    ),
    Mutant(
        name="the function cannot map people to a Studio that it does not know",
        breaks=swap(
            mapping_handler.MAPPING_HANDLER,
            on_resources(
                mapping_handler.MAPPING_HANDLER,
                "AllowMapping",
                "arn:<partition>:elasticmapreduce:<region>:<account>:studio/es-ONE",
            ),
        ),
        test=test_mapping_handler.test_people_are_mapped_to_every_studio_of_the_account_and_region,
        setting=BY_ID,
    ),
    Mutant(
        name="the function reads every stack",
        breaks=swap(
            mapping_handler.MAPPING_HANDLER,
            on_resources(mapping_handler.MAPPING_HANDLER, "AllowReadingOwnStack", "*"),
        ),
        test=test_mapping_handler.test_the_own_stack_is_read_alone,
        setting=BY_ID,
    ),
    Mutant(
        name="the function's role trusts another service",
        breaks=swap(
            function.FUNCTION_TRUST,
            replace(function.FUNCTION_TRUST, service="ec2.amazonaws.com"),
        ),
        test=test_mapping_handler.test_the_role_is_assumed_by_lambda_alone,
        setting=BY_ID,
    ),
    Mutant(
        name="new network interfaces need a tag they cannot have yet",
        breaks=swap(
            service_role.NETWORK,
            tuple(
                replace(row, when=(equals(f"aws:ResourceTag/{EMR_TAG}", "true"),)) if row.sid == _ENI_CREATION else row
                for row in service_role.NETWORK
            ),
        ),
        test=test_service_role.test_network_interfaces_are_made_with_the_tag,
    ),
    Mutant(
        name="every network interface is deleted",
        breaks=swap(service_role.NETWORK, without(service_role.NETWORK, f"aws:ResourceTag/{EMR_TAG}")),
        test=test_service_role.test_only_tagged_network_interfaces_are_deleted_or_lent,
    ),
    Mutant(
        name="the service role writes to every bucket",
        breaks=swap(
            service_role.STORAGE, on_resources(service_role.STORAGE, "ObjectActions", "arn:<partition>:s3:::*/*")
        ),
        test=test_storage.test_notebooks_are_kept_in_the_studios_own_place_alone,
        setting=GIVEN_BUCKET,
    ),
    Mutant(
        name="the bucket may be another account's",
        breaks=swap(service_role.STORAGE, without(service_role.STORAGE, "aws:ResourceAccount")),
        test=test_storage.test_a_bucket_of_another_account_is_refused_whatever_it_allows,
    ),
    Mutant(
        name="the key serves every bucket",
        breaks=swap(storage.SERVICE_ROLE_KEY, without(storage.SERVICE_ROLE_KEY, "kms:EncryptionContext:aws:s3:arn")),
        test=test_storage.test_the_key_is_used_for_the_bucket_alone,
    ),
    Mutant(
        name="the policy of the key knows no S3",
        breaks=swap(storage.KEY_POLICY, without(storage.KEY_POLICY, "kms:ViaService")),
        test=test_storage.test_the_policy_of_the_key_holds_administrators_to_s3_too,
    ),
    Mutant(
        name="the bucket takes plain HTTP",
        breaks=calls(
            s3, "Bucket", lambda original, *given, **named: original(*given, **{**named, "enforce_ssl": False})
        ),
        test=test_storage.test_plain_http_is_refused_to_everybody,
    ),
    Mutant(
        name="everybody reaches clusters",
        breaks=calls(
            ec2.SecurityGroup,
            "add_ingress_rule",
            lambda original, group, _, *rest: original(group, ec2.Peer.any_ipv4(), *rest),
        ),
        test=test_security_groups.test_clusters_are_reached_by_workspaces_alone,
    ),
    Mutant(
        name="Workspaces reach everything",
        breaks=calls(
            ec2.SecurityGroup,
            "add_egress_rule",
            lambda original, group, *_: original(group, ec2.Peer.any_ipv4(), ec2.Port.all_tcp()),
        ),
        test=test_security_groups.test_workspaces_reach_clusters_and_git_and_are_reached_by_nobody,
    ),
)

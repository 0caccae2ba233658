"""Broken variants of what people may do with EMR Serverless, each with the test that must notice."""

from dataclasses import replace

from behaviour import test_serverless
from behaviour.breaking import Break, Mutant, Rows, on_resources, swap, without
from behaviour.settings import SERVERLESS, both
from emr_studio_constructs import Capability, Tier
from emr_studio_constructs.policies import emr_serverless, tiers

IAM, IDENTITY_CENTER = both(SERVERLESS)
_ROWS = emr_serverless.ATTACHING_TO_APPLICATION
_TRUST = emr_serverless.RUNTIME_ROLE_TRUST
_EVERY_APPLICATION = "arn:<partition>:emr-serverless:<region>:<account>:/applications/*"


def _rows(rows: Rows) -> Break:
    return swap(_ROWS, rows)


def _not_trusting(key: str) -> Break:
    return swap(_TRUST, without([_TRUST], key)[0])


MUTANTS = (
    Mutant(
        name="people attach to every application",
        breaks=_rows(on_resources(_ROWS, "AllowServerlessApplications", f"{_EVERY_APPLICATION}*")),
        test=test_serverless.test_only_the_attached_application_is_in_reach,
        setting=IAM,
    ),
    Mutant(
        name="people pass every role to EMR Serverless",
        breaks=_rows(on_resources(_ROWS, "AllowPassingServerlessRoles", "arn:<partition>:iam::<account>:role/*")),
        test=test_serverless.test_only_runtime_roles_are_passed_and_only_to_emr_serverless,
        setting=IAM,
    ),
    Mutant(
        name="runtime roles go to every service",
        breaks=_rows(without(_ROWS, "iam:PassedToService")),
        test=test_serverless.test_only_runtime_roles_are_passed_and_only_to_emr_serverless,
        setting=IDENTITY_CENTER,
    ),
    Mutant(
        name="people start job runs",
        breaks=_rows(
            tuple(
                replace(row, actions=(*row.actions, "emr-serverless:StartJobRun"))
                if row.sid == "AllowServerlessApplications"
                else row
                for row in _ROWS
            )
        ),
        test=test_serverless.test_a_tier_with_serverless_holds_no_other_action,
        setting=IAM,
    ),
    Mutant(
        name="nobody lists applications",
        breaks=_rows(tuple(row for row in _ROWS if "emr-serverless:ListApplications" not in row.actions)),
        test=test_serverless.test_everybody_attaches_to_serverless_whose_tier_is_for_it,
        setting=IAM,
    ),
    Mutant(
        name="BASIC attaches to EMR Serverless",
        breaks=swap(tiers.MATRIX, ((Tier.BASIC, Capability.EMR_SERVERLESS), *tiers.MATRIX)),
        test=test_serverless.test_everybody_attaches_to_serverless_whose_tier_is_for_it,
        setting=IDENTITY_CENTER,
    ),
    Mutant(
        name="runtime roles are assumed for every account",
        breaks=_not_trusting("aws:SourceAccount"),
        test=test_serverless.test_a_new_runtime_role_is_for_its_application_and_what_runs_there,
        setting=IAM,
    ),
    Mutant(
        name="runtime roles are assumed for every application",
        breaks=_not_trusting("aws:SourceArn"),
        test=test_serverless.test_a_new_runtime_role_is_for_its_application_and_what_runs_there,
        setting=IAM,
    ),
    Mutant(
        name="runtime roles are assumed by EMR on EC2",
        breaks=swap(_TRUST, replace(_TRUST, service="elasticmapreduce.amazonaws.com")),
        test=test_serverless.test_a_new_runtime_role_is_assumed_by_emr_serverless_alone,
        setting=IAM,
    ),
)

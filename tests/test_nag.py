"""Nothing unsafe moved: AwsSolutions and NIST 800-53 R5 find nothing open, and every acknowledgement is needed."""

import json
from pathlib import Path

import pytest
from aws_cdk import App, Stack, Validations
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from cdk_nag import AwsSolutionsChecks, NIST80053R5Checks
from conftest import FLAGS, new_stack
from every_compute import add_every_compute
from samples import SAMPLES, stacks_of

from emr_studio_constructs import (
    Capability,
    ClusterRoles,
    ClusterTemplates,
    CustomTier,
    EmrOnEc2,
    EmrStudio,
    Encryption,
    GitSecrets,
    IdentityCenterAuth,
    NewTrail,
    NewVpc,
    PrivateGitServer,
    SparkClusterTemplate,
    StudioMonitoring,
    StudioTag,
    Tier,
    acknowledge_known_findings,
)
from emr_studio_constructs.app.build.compute.emr_serverless import emr_serverless_of
from emr_studio_constructs.app.config.compute.emr_serverless import NewEmrServerlessConfig
from emr_studio_constructs.app.config.roles import RolesConfig
from emr_studio_constructs.app.main import check_with_nag
from emr_studio_constructs.nag import acknowledge, findings, wildcards
from emr_studio_constructs.policies.row import Allow
from emr_studio_constructs.policies.tiers import OPTIONAL

SIGN_IN_WILDCARDS = ("*", "arn:<partition>:elasticmapreduce:<region>:<account>:studio/*")

EXPLORERS = CustomTier(name="explorers", capabilities=[Capability.EMR_SERVERLESS])

Findings = set[tuple[str, str]]


def findings_of(app: App) -> Findings:
    """What both packs find in an app: rule and resource."""
    try:
        directory = app.synth().directory
    except RuntimeError:  # the CDK ends a synthesis with findings by an error
        directory = app.outdir
    report = Path(directory) / "validation-report.json"
    if not report.exists():
        return set()
    return {
        (violation["ruleName"], construct["constructPath"])
        for plugin in json.loads(report.read_text(encoding="utf-8"))["pluginReports"]
        for violation in plugin["violations"]
        for construct in violation["violatingConstructs"]
    }


def nag_app(tmp_path: Path) -> App:
    app = App(context=FLAGS, outdir=str(tmp_path / "out"))
    Validations.of(app).add_plugins(AwsSolutionsChecks(app), NIST80053R5Checks(app))
    return app


def every_kind_of_studio(app: App) -> list[EmrStudio | StudioMonitoring]:
    """Studios that together have every finding that the tables accept."""
    first = Stack(app, "First")
    role = iam.Role.from_role_name(first, "Role", "cluster-role")
    directory = EmrStudio(
        first,
        "Studio",
        auth=IdentityCenterAuth(),
        optional_capabilities=OPTIONAL[:2],
        git_secrets=GitSecrets.USER,
    )
    directory.add_group("engineers", tier=Tier.ADVANCED)
    directory.add_user(identity_id="90677bd5e2-11111111-2222-3333-4444-555555555555", tier=Tier.BASIC)
    directory.add_compute(EmrOnEc2(cluster_tags={"team": "x"}, cluster_service_roles=[role], instance_roles=[role]))
    second = Stack(app, "Second")
    plain = EmrStudio(
        second,
        "Studio",
        vpc=NewVpc(nat_gateways=0),
        encryption=Encryption.S3_MANAGED,
        optional_capabilities=OPTIONAL[2:],
    )
    plain.grant_access(iam.Role.from_role_name(second, "Role", "people"), tier=Tier.ADVANCED, console=True)
    plain.grant_access(iam.User.from_user_name(second, "User", "alice"), tier=Tier.BASIC, by=StudioTag("team", "x"))
    lake = s3.Bucket.from_bucket_name(second, "Audit", "example-audit")
    watch = StudioMonitoring(second, "Watch", studio=plain, audit_bucket=lake, trail=NewTrail())
    return [directory, plain, watch, studio_with_every_compute(Stack(app, "Third"))]


def studio_with_every_compute(stack: Stack) -> EmrStudio:
    studio = EmrStudio(stack, "Studio")
    studio.add_private_git_server(PrivateGitServer(git_server_dns_name="git.example.com", dns_server_ip_v4="10.0.0.2"))
    add_every_compute(stack, studio)
    logged = SparkClusterTemplate(
        stack, "Logged", roles=ClusterRoles(stack, "LoggedRoles"), log_uri="s3://example-logs/emr/"
    )
    templates = ClusterTemplates(stack, "LoggedTemplates", templates={"logged": logged}, provider_name="data-platform")
    studio.add_compute(templates, tiers=[Tier.INTERMEDIATE])
    data = {"bucket_name": "example-lake", "prefix": "sales", "access": "READ_WRITE"}
    notebooks = {"kind": "EMR_SERVERLESS", "source": "NEW", "id": "Notebooks", "data": [data]}
    config = NewEmrServerlessConfig.model_validate_json(json.dumps(notebooks))
    studio.add_compute(emr_serverless_of(stack, config, studio=studio, roles=RolesConfig()), tiers=[EXPLORERS])
    for tier in (*Tier, EXPLORERS):
        role = iam.Role.from_role_name(stack, f"Role-{tier if isinstance(tier, Tier) else tier.name}", "people")
        studio.grant_access(role, tier=tier)
    return studio


def rules_left(tmp_path: Path) -> set[str]:
    """The rules that still find something in every kind of Studio, acknowledged by the tables as they are now."""
    app = nag_app(tmp_path)
    for each in every_kind_of_studio(app):
        acknowledge_known_findings(each)
    return {rule for rule, _ in findings_of(app)}


@pytest.mark.parametrize("sample", SAMPLES)
def test_sample_has_no_open_finding(sample: str, tmp_path: Path) -> None:
    app = App(context=FLAGS, outdir=str(tmp_path / "out"))
    check_with_nag(app, stacks_of(sample, app))
    assert {finding for finding in findings_of(app) if "Validate" not in finding[0]} == set()


def test_no_kind_of_studio_has_an_open_finding(tmp_path: Path) -> None:
    assert rules_left(tmp_path) == set()


@pytest.mark.parametrize("dropped", findings.FINDINGS, ids=lambda row: f"{row[0]} {row[2].split('::', 1)[1]}")
def test_dropping_an_acknowledgement_brings_its_finding_back(
    dropped: tuple[str, type, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acknowledge, "FINDINGS", [row for row in findings.FINDINGS if row is not dropped])
    assert rules_left(tmp_path) == {dropped[2].split("::", 1)[1]}


@pytest.mark.parametrize("dropped", wildcards.WILDCARDS)
def test_dropping_a_reason_for_a_wildcard_brings_its_finding_back(
    dropped: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if dropped in SIGN_IN_WILDCARDS:
        monkeypatch.setattr(acknowledge, "_acknowledge_sign_in", lambda _: None)
    monkeypatch.setattr(
        acknowledge,
        "WILDCARDS",
        {template: why for template, why in wildcards.WILDCARDS.items() if template != dropped},
    )
    left = {rule for rule in rules_left(tmp_path) if rule.startswith("AwsSolutions-IAM5")}
    ending = dropped.rsplit(":", 1)[-1].rsplit(">", 1)[-1]
    assert left
    assert all(rule.endswith(f"{ending}]") for rule in left if dropped not in SIGN_IN_WILDCARDS)


def test_every_reason_is_a_sentence() -> None:
    reasons = [row[3] for row in findings.FINDINGS]
    reasons += [*wildcards.WILDCARDS.values(), wildcards.SIGN_IN, wildcards.IMPORTED_USER]
    assert [reason for reason in reasons if len(reason) < 30 or not reason.endswith(".")] == []


def test_a_wildcard_of_somebody_elses_row_stays_a_finding(tmp_path: Path) -> None:
    app = nag_app(tmp_path)
    stack = new_stack(app, region=None)
    studio = EmrStudio(stack, "Studio", auth=IdentityCenterAuth())
    row = Allow(sid="Mine", actions=("s3:GetObject",), on=("arn:<partition>:s3:::mine/*",))
    studio.add_user("alice", tier=CustomTier(name="mine", capabilities=[Capability.WORKSPACES], rows=[row]))
    acknowledge_known_findings(studio)
    assert {rule for rule, _ in findings_of(app)} == {"AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::mine/*]"}

"""A Studio works in every partition: no ARN, domain or audience is written for one of them."""

import ast
import functools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from aws_cdk import CfnOutput
from aws_cdk import aws_iam as iam
from conftest import Json, new_stack, new_studio, template_of
from every_compute import add_every_compute

import emr_studio_constructs
from emr_studio_constructs import EmrOnEc2, GitSecrets, IdentityCenterAuth, SamlFederationRole, Tier
from emr_studio_constructs.cfn import Resolver, all_policy_documents
from emr_studio_constructs.compute.emr_on_eks.arguments import WITHOUT_ENDPOINTS

PARTITIONS = [
    ("eu-west-1", "aws", "console.aws.amazon.com", "https://signin.aws.amazon.com/saml"),
    ("cn-north-1", "aws-cn", "console.amazonaws.cn", "https://signin.amazonaws.cn/saml"),
    ("us-gov-west-1", "aws-us-gov", "console.amazonaws-us-gov.com", "https://signin.amazonaws-us-gov.com/saml"),
]
PACKAGE = Path(emr_studio_constructs.__path__[0])
# The texts of the application's messages have examples in them.
SOURCES = sorted(set(PACKAGE.rglob("*.py")) - {PACKAGE / "app" / "config" / "text.py"})
every_partition = pytest.mark.parametrize(("region", "partition", "console", "audience"), PARTITIONS)
known_or_not = pytest.mark.parametrize("known", [True, False], ids=["known", "env-agnostic"])


@functools.cache
def iam_template(region: str | None) -> Json:
    stack = new_stack(region=region)
    studio = new_studio(stack, git_secrets=GitSecrets.USER)
    provider = iam.SamlProvider(stack, "Provider", metadata_document=iam.SamlMetadataDocument.from_xml("<xml/>"))
    people = SamlFederationRole(stack, "People", saml_provider=provider)
    studio.grant_access(people, tier=Tier.ADVANCED, console=True)
    CfnOutput(stack, "Link", value=studio.deep_link)
    return template_of(stack)


@functools.cache
def identity_center_template(region: str | None) -> Json:
    stack = new_stack(region=region)
    studio = new_studio(stack, auth=IdentityCenterAuth())
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    studio.add_compute(EmrOnEc2(cluster_service_roles=[role], instance_roles=[role]))
    studio.add_group("engineers", tier=Tier.ADVANCED)
    return template_of(stack)


@functools.cache
def every_compute_template(region: str | None) -> Json:
    stack = new_stack(region=region)
    studio = new_studio(stack)
    add_every_compute(stack, studio, endpoint=region not in WITHOUT_ENDPOINTS)
    for tier in Tier:
        studio.grant_access(iam.Role.from_role_name(stack, tier, tier.lower()), tier=tier)
    return template_of(stack)


TEMPLATES = [iam_template, identity_center_template, every_compute_template]


@known_or_not
@every_partition
def test_every_arn_is_of_the_partition(
    region: str, partition: str, console: str, audience: str, *, known: bool
) -> None:
    del console, audience
    for make in TEMPLATES:
        found = Resolver(make(region if known else None), region=region, partition=partition)
        texts = json.dumps([document.document for document in all_policy_documents(found)])
        assert set(re.findall(r"arn:([^:]*):", texts)) == {partition}
        assert set(re.findall(r":([a-z]{2}-[a-z-]+-\d):", texts)) == {region}


@known_or_not
@every_partition
def test_addresses_are_those_of_the_partition(
    region: str, partition: str, console: str, audience: str, *, known: bool
) -> None:
    found = Resolver(iam_template(region if known else None), region=region, partition=partition)
    link = found.resolve(found.template["Outputs"]["Link"]["Value"])
    assert link.startswith(f"https://{console}/emr/home?region={region}#studio/es-")
    assert audience in json.dumps([document.document for document in all_policy_documents(found)])


@every_partition
def test_the_key_is_used_through_s3_of_the_partition(region: str, partition: str, console: str, audience: str) -> None:
    del console, audience
    found = Resolver(identity_center_template(None), region=region, partition=partition)
    texts = json.dumps([document.document for document in all_policy_documents(found)])
    assert set(re.findall(r'"kms:ViaService": "([^"]*)"', texts)) == {f"s3.{region}.{found.environment.url_suffix}"}


@pytest.mark.parametrize("make", TEMPLATES)
def test_no_template_for_any_environment_has_an_arn_of_one_partition(make: Callable[[str | None], Json]) -> None:
    assert not re.findall(r"arn:aws[a-z-]*:[^\"]*", json.dumps(make(None)))


def literals(source: Path) -> Iterator[str]:
    """The texts of a file that are no docstrings."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: str(source.relative_to(PACKAGE)))
def test_no_source_writes_an_arn_of_one_partition(source: Path) -> None:
    written = [text for text in literals(source) if re.search(r"arn:aws[a-z-]*:", text)]
    examples = [text for text in written if re.search(r"\blike arn:aws:", text)]
    assert [text for text in written if text not in examples] == []

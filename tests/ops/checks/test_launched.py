import json

import pytest
from rehearsals.given import Account, a_name
from rehearsals.given_studios import a_bucket, a_vpc

from emr_studio_constructs.ops.checks.launched import emr_groups, launched_clusters
from ops.checks.asking import findings, said
from ops.checks.compute import of_stack, refused


def a_product(account: Account) -> tuple[str, str]:
    """The ids of a product that the account's root may launch, and of its template."""
    bucket, catalog = a_bucket(account), account.client("servicecatalog")
    template = {"Resources": {"Cluster": {"Type": "AWS::EMR::Cluster"}}}
    account.client("s3").put_object(Bucket=bucket, Key="template.json", Body=json.dumps(template))
    source = {"LoadTemplateFromURL": f"https://s3.eu-west-1.amazonaws.com/{bucket}/template.json"}
    parameters = {"Info": source, "Type": "CLOUD_FORMATION_TEMPLATE"}
    made = catalog.create_product(
        Name=a_name("spark"),
        Owner="us",
        ProductType="CLOUD_FORMATION_TEMPLATE",
        ProvisioningArtifactParameters=parameters,
    )
    portfolio = catalog.create_portfolio(DisplayName=a_name("portfolio"), ProviderName="us")["PortfolioDetail"]["Id"]
    product = made["ProductViewDetail"]["ProductViewSummary"]["ProductId"]
    catalog.associate_product_with_portfolio(ProductId=product, PortfolioId=portfolio)
    root = f"arn:aws:iam::{account.id}:root"
    catalog.associate_principal_with_portfolio(PortfolioId=portfolio, PrincipalARN=root, PrincipalType="IAM")
    return product, made["ProvisioningArtifactDetail"]["Id"]


def launch(account: Account, product: str, template: str, name: str) -> str:
    answer = account.client("servicecatalog").provision_product(
        ProductId=product, ProvisioningArtifactId=template, ProvisionedProductName=name
    )
    return str(answer["RecordDetail"]["ProvisionedProductId"])


def test_what_was_launched_from_the_stacks_templates_outlives_it(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    product, template = a_product(account)
    other = a_product(account)
    of_stack(monkeypatch, launched_clusters, CloudFormationProduct=product)
    launch(account, *other, "theirs")
    assert [found.mark for found in findings(account, launched_clusters)] == ["good"]
    first = launch(account, product, template, "one")
    for name in ("two", "three", "four"):
        launch(account, product, template, name)
    [found] = findings(account, launched_clusters)
    assert (found.mark, found.text) == ("warning", "4 launched from them: one, two, three, ...")
    assert found.command.endswith(f"--provisioned-product-id {first}")
    assert refused(account, launched_clusters) == ["unknown"]


def test_a_stack_without_templates_is_not_asked_about(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    of_stack(monkeypatch, launched_clusters)
    assert said(account, launched_clusters) == []


def test_groups_that_emr_made_keep_a_vpc_of_the_stack(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    vpc, ec2 = a_vpc(account), account.client("ec2")
    of_stack(monkeypatch, emr_groups, VPC=vpc)
    ec2.create_security_group(VpcId=vpc, GroupName="engine", Description="of the stack")
    assert [found.mark for found in findings(account, emr_groups, vpc_id=vpc)] == ["good"]
    request = {"VpcId": vpc, "GroupName": "ElasticMapReduce-master", "Description": "Master group"}
    left = ec2.create_security_group(**request)["GroupId"]
    [found] = findings(account, emr_groups, vpc_id=vpc)
    assert (found.mark, found.about) == ("problem", vpc)
    assert found.text.endswith(f": {left} (ElasticMapReduce-master)")
    assert found.command == f"aws ec2 delete-security-group --group-id {left}"
    assert refused(account, emr_groups, vpc_id=vpc) == ["unknown"]


def test_groups_in_a_vpc_that_stays_are_no_matter(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    vpc = a_vpc(account)
    of_stack(monkeypatch, emr_groups)
    request = {"VpcId": vpc, "GroupName": "ElasticMapReduce-slave", "Description": "Slave group"}
    account.client("ec2").create_security_group(**request)
    assert said(account, emr_groups, vpc_id=vpc) == []

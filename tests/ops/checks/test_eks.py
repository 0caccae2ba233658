from collections.abc import Callable

import boto3
import pytest
from botocore.stub import Stubber
from rehearsals.given import Account, Json, a_name

from emr_studio_constructs.app.config.compute.emr_on_eks import ExistingEmrOnEksConfig, NewEmrOnEksConfig
from emr_studio_constructs.ops.checks.ask import ask
from emr_studio_constructs.ops.checks.eks import eks_clusters, endpoints, namespaces
from emr_studio_constructs.ops.checks.finding import Finding
from emr_studio_constructs.ops.checks.subject import Subject
from ops.checks.asking import findings, reader_of, said
from ops.checks.compute import compute, of_stack, refused
from rehearsal.aws import REGION

VPC, CLUSTER = "vpc-0a1b2c3d", "analytics"
PROVIDER = f"oidc.eks.{REGION}.amazonaws.com/id/0A1B2C3D4E5F60718293A4B5C6D7E8F9"
ACTIVE: Json = {
    "name": CLUSTER,
    "status": "ACTIVE",
    "resourcesVpcConfig": {"vpcId": VPC},
    "identity": {"oidc": {"issuer": f"https://{PROVIDER}"}},
}


def new(account: Account, **keys: object) -> NewEmrOnEksConfig:
    """A new endpoint, with the provider of its cluster."""
    provider = f"arn:aws:iam::{account.id}:oidc-provider/{PROVIDER}"
    named = {"id": "Notebooks", "cluster_name": CLUSTER, "namespace": "studio", "oidc_provider_arn": provider}
    config: NewEmrOnEksConfig = compute(kind="EMR_ON_EKS", source="NEW", **{**named, **keys})
    return config


# --- the EKS cluster --------------------------------------------------------------------------------------------------


@pytest.fixture
def of_cluster(account: Account) -> Callable[..., list[Finding]]:
    """What is said of an endpoint of the config, given what EKS answers of its cluster: the local AWS has no EKS."""

    def ask_about(
        config: NewEmrOnEksConfig, vpc: str | None = VPC, error: str = "", **changes: object
    ) -> list[Finding]:
        client = boto3.client("eks", region_name=REGION, aws_access_key_id="1", aws_secret_access_key="1")  # nobody's
        with Stubber(client) as eks:
            if error:
                eks.add_client_error("describe_cluster", error)
            else:
                eks.add_response("describe_cluster", {"cluster": {**ACTIVE, **changes}}, {"name": CLUSTER})
            subject = Subject(identity_center=False, vpc_id=vpc, compute=(config,))
            return ask([eks_clusters], reader_of(account, eks=client), subject)

    return ask_about


def test_a_cluster_in_the_studios_vpc_with_the_provider_of_the_config_is_good(
    account: Account, of_cluster: Callable[..., list[Finding]]
) -> None:
    role = f"arn:aws:iam::{account.id}:role/notebooks"
    by_role = compute(
        kind="EMR_ON_EKS", source="NEW", id="Own", cluster_name=CLUSTER, namespace="studio", execution_role_arn=role
    )
    for config in (new(account), by_role):
        assert [(found.mark, found.about) for found in of_cluster(config)] == [("good", CLUSTER)]


@pytest.mark.parametrize(
    ("answer", "text", "fix"),
    [
        ({"status": "CREATING"}, "is CREATING", "cluster_name"),
        (
            {"resourcesVpcConfig": {"vpcId": "vpc-1"}},
            f"is in vpc-1, the Studio in {VPC}",
            "cluster_name, or network.vpc",
        ),
        ({"vpc": None}, f"is in {VPC}, the Studio in a new VPC", "cluster_name, or network.vpc"),
        (
            {"identity": {"oidc": {"issuer": "https://oidc.example.com/id/1"}}},
            "has the identity provider oidc.example.com/id/1",
            "oidc_provider_arn",
        ),
        (
            {"error": "ResourceNotFoundException"},
            "there is no such EKS cluster in the account and Region",
            "cluster_name",
        ),
    ],
)
def test_a_cluster_that_does_not_fit_is_a_problem(
    account: Account, of_cluster: Callable[..., list[Finding]], answer: Json, text: str, fix: str
) -> None:
    [found] = of_cluster(new(account), **answer)
    assert (found.mark, found.about, found.text) == ("problem", CLUSTER, text)
    assert found.fix.endswith(f"correct compute[0].{fix}")


def test_a_cluster_that_nobody_may_look_at_is_unknown(
    account: Account, of_cluster: Callable[..., list[Finding]]
) -> None:
    [found] = of_cluster(new(account), error="AccessDeniedException")
    assert (found.mark, found.about) == ("unknown", CLUSTER)
    assert "eks:DescribeCluster" in f"{found.text} {found.fix}"


# --- namespaces -------------------------------------------------------------------------------------------------------


def a_virtual_cluster(account: Account, namespace: str) -> str:
    provider = {"type": "EKS", "id": CLUSTER, "info": {"eksInfo": {"namespace": namespace}}}
    made = account.client("emr-containers").create_virtual_cluster(name=a_name("virtual"), containerProvider=provider)
    return str(made["id"])


def test_a_free_namespace_is_good_and_one_that_is_taken_a_problem(account: Account) -> None:
    namespace = a_name("free")
    config, where = new(account, namespace=namespace), f"{CLUSTER}/{namespace}"
    assert said(account, namespaces, compute=(config,)) == [f"good {where} no other virtual cluster has the namespace"]
    taken = a_virtual_cluster(account, namespace)
    [found] = findings(account, namespaces, compute=(config,))
    assert (found.mark, found.text) == ("problem", f"is the namespace of virtual cluster {taken}")
    assert found.fix.endswith("in compute[0].virtual_cluster_id")
    account.client("emr-containers").delete_virtual_cluster(id=taken)
    assert [each.mark for each in findings(account, namespaces, compute=(config,))] == ["good"]


def test_a_namespace_of_the_stacks_own_virtual_cluster_is_good(
    account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    namespace = a_name("own")
    of_stack(monkeypatch, namespaces, VirtualCluster=a_virtual_cluster(account, namespace))
    assert [each.mark for each in findings(account, namespaces, compute=(new(account, namespace=namespace),))] == [
        "good"
    ]


def test_a_virtual_cluster_by_id_is_good_where_it_has_the_namespace(account: Account) -> None:
    namespace = a_name("named")
    there = a_virtual_cluster(account, namespace)
    good = new(account, namespace=namespace, virtual_cluster_id=there)
    assert said(account, namespaces, compute=(good,)) == [f"good {CLUSTER}/{namespace} is the namespace of {there}"]
    for change in ({"namespace": "another"}, {"virtual_cluster_id": "0gone"}):
        bad = new(account, **{"namespace": namespace, "virtual_cluster_id": there, **change})
        [found] = findings(account, namespaces, compute=(bad,))
        assert (found.mark, found.about) == ("problem", bad.virtual_cluster_id)


# --- endpoints --------------------------------------------------------------------------------------------------------


def an_endpoint(account: Account) -> Json:
    """An endpoint, and how a config names it."""
    virtual_cluster, role = a_virtual_cluster(account, a_name("space")), f"arn:aws:iam::{account.id}:role/notebooks"
    made = account.client("emr-containers").create_managed_endpoint(
        name="notebooks",
        virtualClusterId=virtual_cluster,
        type="JUPYTER_ENTERPRISE_GATEWAY",
        releaseLabel="emr-7.13.0-latest",
        executionRoleArn=role,
    )
    return {"endpoint_arn": made["arn"], "execution_role_arn": role}


def existing(**keys: object) -> ExistingEmrOnEksConfig:
    config: ExistingEmrOnEksConfig = compute(kind="EMR_ON_EKS", source="EXISTING", **keys)
    return config


def test_an_active_endpoint_with_its_role_is_good(account: Account) -> None:
    assert [each.mark for each in findings(account, endpoints, compute=(existing(**an_endpoint(account)),))] == ["good"]


def test_an_endpoint_with_another_role_is_a_problem(account: Account) -> None:
    made = an_endpoint(account)
    role = made["execution_role_arn"]
    config = existing(**{**made, "execution_role_arn": f"{role}-2"})
    assert said(account, endpoints, compute=(config,)) == [
        f"problem {made['endpoint_arn']} has the role {role}, not {role}-2"
    ]


def test_an_endpoint_that_ended_is_a_problem(account: Account) -> None:
    made = an_endpoint(account)
    *_, virtual_cluster, _, name = made["endpoint_arn"].split("/")
    account.client("emr-containers").delete_managed_endpoint(virtualClusterId=virtual_cluster, id=name)
    assert said(account, endpoints, compute=(existing(**made),)) == [
        f"problem {made['endpoint_arn']} the endpoint is TERMINATED"
    ]


@pytest.mark.parametrize(("old", "new"), [(REGION, "us-east-1"), ("/endpoints/", "/endpoints/0")])
def test_an_endpoint_that_is_not_there_is_a_problem(account: Account, old: str, new: str) -> None:
    made = an_endpoint(account)
    arn = made["endpoint_arn"].replace(old, new)
    config = existing(**{**made, "endpoint_arn": arn})
    assert said(account, endpoints, compute=(config,)) == [
        f"problem {arn} there is no such endpoint in the account and Region"
    ]


def test_what_nobody_may_look_at_is_unknown(account: Account) -> None:
    assert refused(account, endpoints, compute=(existing(**an_endpoint(account)),)) == ["unknown"]
    assert refused(account, namespaces, compute=(new(account),)) == ["unknown"]

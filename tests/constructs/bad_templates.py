"""Mistakes in cluster templates, and in what they are offered with."""

from collections.abc import Callable

from aws_cdk import App, CfnParameter, CfnResource, Duration, Stack
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_servicecatalog as servicecatalog
from bad_inputs import Bad, Make, bad, role, sso
from conftest import Argument, new_stack, new_studio
from template_files import a_file, a_file_with, a_template

from emr_studio_constructs import ClusterRoles, ClusterTemplates, EmrStudio, SparkClusterTemplate, Tier

SERVICE_ROLE = "cluster-service"


def offered(stack: Stack, template: servicecatalog.ProductStack | str, **arguments: Argument) -> ClusterTemplates:
    """A portfolio with one template."""
    if "launch_role" not in arguments:
        roles = {name: [role(stack, f"cluster-{name}")] for name in ("service", "instance")}
        arguments = {"cluster_service_roles": roles["service"], "instance_roles": roles["instance"], **arguments}
    defaults = {"templates": {"mine": template}, "provider_name": "Data platform"}
    return ClusterTemplates(stack, "Templates", **{**defaults, **arguments})


def attached(template: str, studio: Make) -> Make:
    """A template in a Studio."""

    def make(stack: Stack) -> None:
        target = studio(stack)
        assert isinstance(target, EmrStudio)
        target.add_compute(offered(stack, template))

    return make


def in_file(name: str, text: str, *words: str) -> Bad:
    return bad(f"a template file that {name}", lambda s: offered(s, a_file_with(text)), "templates['mine']", *words)


def section(name: str, sections: Argument, *words: str) -> Bad:
    return bad(f"a template {name}", lambda s: offered(s, a_file(sections=sections)), "templates['mine']", *words)


def cluster(name: str, properties: Argument, *words: str) -> Bad:
    file = a_file(cluster=properties)
    return bad(f"a template's cluster {name}", lambda s: offered(s, file), "templates['mine']", *words)


def instances(**changes: Argument) -> Argument:
    return {"Instances": {"Ec2SubnetId": {"Ref": "SubnetId"}, **changes}}


def on_a_condition(name: str, changes: Argument, *words: str) -> Bad:
    good = {"Ec2SubnetId": {"Ref": "SubnetId"}, "MasterInstanceGroup": _NODE}
    file = a_file(
        sections={"Conditions": {"Chosen": {"Fn::Equals": [{"Ref": "ClusterName"}, "x"]}}},
        cluster={"Instances": {"Fn::If": ["Chosen", good, {**good, **changes}]}},
    )
    return bad(f"a template whose instances may {name}", lambda s: offered(s, file), "templates['mine']", *words)


def another_type(stack: Stack) -> None:
    template = servicecatalog.ProductStack(stack, "Template")
    CfnParameter(template, "ClusterName")
    CfnResource(template, "Cluster", type="AWS::EMR::Cluster")
    offered(stack, template)


def ready_made(name: str, *words: str, **arguments: Argument) -> Bad:
    def make(stack: Stack) -> None:
        SparkClusterTemplate(stack, "Spark", roles=ClusterRoles(stack, "ClusterRoles"), **arguments)

    return bad(f"a ready-made template with {name}", make, *words)


def with_argument(name: str, *words: str, **arguments: Argument) -> Bad:
    return bad(f"templates with {name}", lambda s: offered(s, a_file(), **arguments), *words)


def elsewhere(stack: Stack) -> None:
    other = new_stack(region="us-east-1")
    new_studio(stack).add_compute(offered(other, a_file()))


def launched_by(name: str, make: Callable[[Stack], iam.IRole], *words: str) -> Bad:
    return bad(f"a launch role {name}", lambda s: offered(s, a_file(), launch_role=make(s)), "launch_role", *words)


def path_beside_launch_role(argument: str) -> Bad:
    return bad(
        f"templates with a launch role and {argument}",
        lambda s: offered(s, a_file(), launch_role=role(s, "launch"), **{argument: "/r/"}),
        *(argument, "must not be given with launch_role", "leave one of them out"),
    )


def with_a_role_as_roles(stack: Stack) -> None:
    roles: Argument = role(stack, "service")
    SparkClusterTemplate(stack, "Spark", roles=roles)


def token(stack: Stack, kind: str = "String") -> CfnParameter:
    return CfnParameter(stack, "Token", type=kind)


def beside_the_templates(stack: Stack) -> None:
    app = stack.node.root
    assert isinstance(app, App)
    studio = new_studio(new_stack(app, "Other"))
    studio.add_compute(offered(stack, a_file()))
    studio.grant_access(iam.Role(stack, "Analyst", assumed_by=iam.AccountRootPrincipal()), tier=Tier.ADVANCED)


def in_two_vpcs(stack: Stack) -> None:
    templates = offered(stack, a_file())
    for name in ("One", "Two"):
        new_studio(stack, name, vpc=ec2.Vpc(stack, f"{name}Vpc", max_azs=2)).add_compute(templates)


def propagating(stack: Stack) -> EmrStudio:
    return sso(stack, trusted_identity_propagation=True)


_NODE = {"InstanceCount": 1, "InstanceType": "m6i.xlarge"}
_GROUP = {"Group": {"Type": "AWS::EC2::SecurityGroup", "Properties": {"GroupDescription": "of clusters"}}}
_PARAMETERS = {"ClusterName": {"Type": "String"}, "SubnetId": {"Type": "AWS::EC2::Subnet::Id"}}
_RELEASE = "be of release emr-5.32.0, emr-6.2.0 or later"
_SECURED = {"SecurityConfiguration": "idc"}

BAD_TEMPLATES = [
    in_file("is no YAML", "Resources: [", "must be a CloudFormation template", "the CDK says", "correct the file"),
    in_file("is empty", " \n", "must be a CloudFormation template", "which is empty", "write it"),
    bad(
        "a template file that refers to a cluster's name that it has not",
        lambda s: offered(s, a_file(sections={"Parameters": {"SubnetId": _PARAMETERS["SubnetId"]}})),
        *("templates['mine']", "holds together", ".yaml'", "'ClusterName' not found", "correct the file"),
    ),
    cluster("without a service role", {"ServiceRole": None}, "holds together", "serviceRole", "correct the file"),
    in_file("says nothing", "{}", "must have a parameter ClusterName", "got none", "EMR Studio fills it in"),
    bad(
        "a template file that is not there",
        lambda s: offered(s, "no/such/file.yaml"),
        *("templates['mine']", "must be the path of a file", "'no/such/file.yaml'", "there is none", "the path"),
    ),
    bad(
        "a template without a cluster's name",
        lambda s: offered(
            s, a_file(sections={"Parameters": {"SubnetId": _PARAMETERS["SubnetId"]}}, cluster={"Name": "x"})
        ),
        *("templates['mine']", "have a parameter ClusterName", "got SubnetId"),
    ),
    section("without a cluster", {"Resources": _GROUP, "Outputs": None}, "make one AWS::EMR::Cluster", "got 0 among"),
    bad(
        "a template with two clusters",
        lambda s: offered(s, a_file(resources={"Two": a_template()["Resources"]["Cluster"]})),
        *("templates['mine']", "make one AWS::EMR::Cluster", "got 2 among AWS::EMR::Cluster"),
    ),
    section("without outputs", {"Outputs": None}, "have an output ClusterId", "got none", "attaches to"),
    section(
        "that puts out something else",
        {"Outputs": {"ClusterId": {"Value": {"Fn::GetAtt": ["Cluster", "MasterPublicDNS"]}}}},
        *("put out the cluster's id", "MasterPublicDNS", "let it be a Ref of Cluster"),
    ),
    section(
        "with a parameter of Systems Manager",
        {"Parameters": {**_PARAMETERS, "Ami": {"Type": "AWS::SSM::Parameter::Value<String>"}}},
        *("have parameters of EC2 or plain ones", "got AWS::SSM::Parameter::Value<String>", "pass a launch_role"),
    ),
    bad(
        "a template that makes other things",
        lambda s: offered(s, a_file(resources=_GROUP)),
        *(
            "templates['mine']",
            "make nothing but an AWS::EMR::Cluster",
            "AWS::EC2::SecurityGroup",
            "pass a launch_role",
        ),
    ),
    bad(
        "a cluster that is no CfnCluster",
        another_type,
        "templates['mine']",
        "one AWS::EMR::Cluster",
        "an aws_emr.CfnCluster",
    ),
    cluster("without Livy", {"Applications": [{"Name": "Spark"}]}, "install", "got Spark", "add Livy, Jupyter"),
    cluster("without applications", {"Applications": None}, "install Spark, Livy", "got none", "add Spark"),
    cluster("of an old release", {"ReleaseLabel": "emr-6.1.1"}, _RELEASE, "got emr-6.1.1", "set ReleaseLabel"),
    cluster("of an older release", {"ReleaseLabel": "emr-5.31.1"}, _RELEASE, "got emr-5.31.1"),
    cluster("of a release of old", {"ReleaseLabel": "emr-4.9.6"}, _RELEASE, "got emr-4.9.6"),
    cluster("without a release", {"ReleaseLabel": None}, _RELEASE, "got none"),
    cluster("of no release", {"ReleaseLabel": "7.13.0"}, _RELEASE, "got 7.13.0"),
    cluster(
        "with Kerberos",
        {"KerberosAttributes": {"Realm": "EC2.INTERNAL", "KdcAdminPassword": "x"}},
        *("do without Kerberos", "got KerberosAttributes", "cannot attach"),
    ),
    cluster(
        "with three primary nodes",
        instances(MasterInstanceGroup={"InstanceCount": 3, "InstanceType": "m6i.xlarge"}),
        *("have one primary node", "got 3", "cannot attach"),
    ),
    cluster(
        "with a number of primary nodes in text",
        instances(MasterInstanceGroup={"InstanceCount": "3", "InstanceType": "m6i.xlarge"}),
        *("have one primary node", "got 3"),
    ),
    cluster(
        "with a fleet of primary nodes",
        instances(MasterInstanceFleet={"TargetOnDemandCapacity": 1, "TargetSpotCapacity": 2}),
        *("have one primary node", "got 3", "cannot attach"),
    ),
    cluster(
        "with a fleet of no primary node", instances(MasterInstanceFleet={"Name": "x"}), "one primary node", "got 0"
    ),
    cluster(
        "with groups and fleets",
        instances(MasterInstanceFleet={"TargetSpotCapacity": 1}, CoreInstanceGroup=_NODE, TaskInstanceGroups=[_NODE]),
        *("of groups or of fleets", "got CoreInstanceGroup, MasterInstanceFleet, TaskInstanceGroups", "drop one kind"),
    ),
    cluster(
        "of an old release on Graviton",
        {
            "ReleaseLabel": "emr-6.8.1",
            **instances(
                MasterInstanceFleet={
                    "TargetSpotCapacity": 1,
                    "InstanceTypeConfigs": [{"InstanceType": "m6gd.xlarge"}, {"InstanceType": "g4dn.xlarge"}],
                }
            ),
        },
        *("emr-5.36.1, emr-6.9.0 or later for Graviton", "got emr-6.8.1 with m6gd.xlarge:", "choose other types"),
    ),
    bad(
        "a ready-made template of an old release that offers Graviton",
        lambda s: offered(
            s,
            SparkClusterTemplate(
                s,
                "Spark",
                roles=ClusterRoles(s, "R"),
                release_label="emr-5.36.0",
                instance_types=["m5.xlarge", "r6g.xlarge"],
            ),
        ),
        *("templates['mine']", "for Graviton instances", "got emr-5.36.0 with r6g.xlarge", "set ReleaseLabel"),
    ),
    cluster(
        "that ends at once",
        instances(KeepJobFlowAliveWhenNoSteps=False),
        *("keep its cluster alive", "got KeepJobFlowAliveWhenNoSteps false", "AutoTerminationPolicy"),
    ),
    cluster(
        "that ends at once, in text",
        instances(KeepJobFlowAliveWhenNoSteps="false"),
        *("keep its cluster alive", "got KeepJobFlowAliveWhenNoSteps false"),
    ),
    *(
        on_a_condition(name, changes, *words)
        for name, changes, words in (
            ("end at once", {"KeepJobFlowAliveWhenNoSteps": "false"}, ("keep its cluster alive",)),
            ("have two primary nodes", {"MasterInstanceGroup": {**_NODE, "InstanceCount": 2}}, ("have one", "got 2")),
            ("be of both kinds", {"CoreInstanceFleet": {"TargetSpotCapacity": 1}}, ("groups or of fleets",)),
            ("be in no subnet", {"Ec2SubnetId": {"Ref": "AWS::NoValue"}}, ("name a subnet",)),
        )
    ),
    cluster(
        "in no subnet",
        {"Instances": {"MasterInstanceGroup": {"InstanceCount": 1, "InstanceType": "m6i.xlarge"}}},
        *("name a subnet of the Studio", "got none", "Ec2SubnetId"),
    ),
    *(
        cluster(
            f"in a subnet by {name}",
            instances(Ec2SubnetId=subnet),
            *("choose its subnet by a parameter itself", "of SubnetId", "make it a Ref", "Fn::Select"),
        )
        for name, subnet in {
            "Fn::Sub": {"Fn::Sub": "${SubnetId}"},
            "part of its id": {"Fn::Join": ["-", ["subnet", {"Ref": "SubnetId"}]]},
            "what a parameter imports": {"Fn::ImportValue": {"Ref": "SubnetId"}},
            "one of others": {"Fn::Select": [0, ["subnet-0123456789abcde00", {"Ref": "SubnetId"}]]},
        }.items()
    ),
    cluster(
        "in several subnets of which one is hidden",
        {"Instances": {"Ec2SubnetIds": [{"Ref": "SubnetId"}, {"Fn::Sub": "${ClusterName}"}]}},
        *("choose its subnet by a parameter itself", "of ClusterName"),
    ),
    section(
        "with a subnet of Systems Manager",
        {"Parameters": {**_PARAMETERS, "SubnetId": {"Type": "AWS::SSM::Parameter::Value<AWS::EC2::Subnet::Id>"}}},
        *("choose its subnet by a parameter of its own values", "got SubnetId of AWS::SSM", "AWS::EC2::Subnet::Id"),
    ),
    cluster(
        "with a role for scaling",
        {"AutoScalingRole": "scaling"},
        *("do without an AutoScalingRole", "got scaling", "ManagedScalingPolicy"),
    ),
    cluster(
        "with another service role",
        {"ServiceRole": "EMR_DefaultRole"},
        *("one of the service roles", SERVICE_ROLE, "got EMR_DefaultRole", "name it in cluster_service_roles"),
    ),
    bad(
        "a template's cluster in another subnet",
        attached(a_file(cluster={"Instances": {"Ec2SubnetId": "subnet-0fffffffffffffff0"}}), new_studio),
        *("templates['mine']", "use a subnet of the Studio", "got subnet-0fffffffffffffff0", "choose one"),
    ),
    bad(
        "a template's cluster in one of several subnets",
        attached(
            a_file(cluster={"Instances": {"Ec2SubnetIds": ["subnet-0123456789abcde00", "subnet-0fffffffffffffff0"]}}),
            new_studio,
        ),
        *("templates['mine']", "use a subnet of the Studio", "got subnet-0fffffffffffffff0:"),
    ),
    bad(
        "a template's cluster without a security configuration with propagation",
        attached(a_file(), propagating),
        *("templates['mine']", "have a SecurityConfiguration", "trusted_identity_propagation", "got none", "turns on"),
    ),
    bad(
        "a template's cluster of a release that propagates nothing",
        attached(a_file(cluster={**_SECURED, "ReleaseLabel": "emr-6.14.0"}), propagating),
        *("templates['mine']", "emr-6.15.0 or later", "trusted_identity_propagation", "got emr-6.14.0"),
    ),
    bad(
        "a template's cluster with a service role where none is named",
        lambda s: offered(s, a_file(), cluster_service_roles=[], instance_roles=[]),
        *("templates['mine']", "a service role named", "got arn:aws:iam", "name it in cluster_service_roles"),
    ),
    bad(
        "templates for Studios in two VPCs",
        in_two_vpcs,
        *("compute", "of one VPC, Stack/OneVpc", "ClusterTemplates Stack/Templates", "Stack/TwoVpc", "one for each"),
    ),
    bad(
        "a grantee beside the templates, and a Studio elsewhere",
        beside_the_templates,
        *("grantee", "in the stack of the templates, Stack", "in another, Other", "got Stack/Analyst", "define"),
    ),
    bad("templates in another Region", elsewhere, "compute", "Region eu-west-1", "got ClusterTemplates in us-east-1"),
    with_argument("a bad name", "templates", "names of letters", "got '-mine'", templates={"-mine": a_file()}),
    bad(
        "templates with a name that is not known",
        lambda s: offered(s, a_file(), templates={token(s).value_as_string: a_file()}),
        *("templates", "names that are known at synth", "got a token", "write the name out"),
    ),
    bad(
        "templates with a stack",
        lambda s: offered(s, a_file(), templates={"mine": s}),
        *("templates['mine']", "must be a ProductStack", "path of a file", "got a Stack", "define a ProductStack"),
    ),
    with_argument("a text", "templates", "must map names to templates", "got 'x'", "write them", templates="x"),
    with_argument("none", "templates", "must name one or more", "got none", templates={}),
    with_argument("no provider", "provider_name", "1 to 50", "got 0", provider_name=""),
    with_argument("a long portfolio name", "portfolio_name", "1 to 100", "got 101", portfolio_name="n" * 101),
    with_argument("a dot in role_path", "role_path", "without dots", "got '/a.b/'", role_path="/a.b/"),
    with_argument("a dot in policy_path", "policy_path", "without dots", "got '/a.b/'", policy_path="/a.b/"),
    *(path_beside_launch_role(argument) for argument in ("role_path", "policy_path")),
    with_argument("a text as roles", "instance_roles", "list of roles", "got the text 'x'", instance_roles="x"),
    bad(
        "templates with a launch role and roles for it",
        lambda s: offered(s, a_file(), launch_role=role(s, "launch"), instance_roles=[role(s, "instance")]),
        *("launch_role", "goes without cluster_service_roles", "got instance_roles", "leave one of them out"),
    ),
    with_argument("service roles alone", "cluster_service_roles needs instance_roles", "both kinds", instance_roles=()),
    with_argument(
        "instance roles alone", "instance_roles needs cluster_service_roles", "both kinds", cluster_service_roles=()
    ),
    launched_by(
        "of another account",
        lambda s: iam.Role.from_role_arn(s, "Launch", "arn:aws:iam::999922223333:role/launch"),
        *("account 111122223333", "got one of 999922223333"),
    ),
    launched_by(
        "that trusts another service",
        lambda s: iam.Role(s, "Launch", assumed_by=iam.ServicePrincipal("ec2.amazonaws.com")),
        *("must trust servicecatalog.amazonaws.com", "got Stack/Launch"),
    ),
    bad(
        "cluster roles with a dot in their path",
        lambda s: ClusterRoles(s, "R", role_path="/a.b/"),
        "role_path",
        "'/a.b/'",
    ),
    bad(
        "cluster roles with a dot in the path of their policies",
        lambda s: ClusterRoles(s, "R", policy_path="/a.b/"),
        *("policy_path", "'/a.b/'"),
    ),
    bad(
        "a ready-made template with a role as roles",
        with_a_role_as_roles,
        *("roles must be ClusterRoles", "got a ", "define them by ClusterRoles"),
    ),
    *(
        ready_made(f"release {label}", "release_label", "emr-6.2.0 or later", f"got '{label}'", release_label=label)
        for label in ("7.13.0", "emr-7", "emr-6.1.1", "emr-5.31.1")
    ),
    ready_made("no core node", "default_core_nodes", "1 to max_core_nodes, 10", "got 0", default_core_nodes=0),
    ready_made("more core nodes than may be", "default_core_nodes", "got 3", default_core_nodes=3, max_core_nodes=2),
    ready_made("too many core nodes", "max_core_nodes", "1 to 1000", "got 1001", max_core_nodes=1001),
    ready_made("no instance type", "instance_types", "one or more", "got none", instance_types=[]),
    ready_made("a text as types", "instance_types", "got the text 'm6i.xlarge'", instance_types="m6i.xlarge"),
    ready_made(
        "no time to idle", "idle_timeout", "1 minute to 7 days", "pass Duration", idle_timeout=Duration.seconds(59)
    ),
    ready_made("long idling", "idle_timeout", "got 8 days", idle_timeout=Duration.days(8)),
    ready_made("minutes as a number", "idle_timeout", "got 60", "pass Duration", idle_timeout=60),
    ready_made("nothing as a time", "idle_timeout", "got 0", "pass Duration", idle_timeout=0),
    bad(
        "a ready-made template with a number of minutes that is not known",
        lambda s: SparkClusterTemplate(
            s,
            "Spark",
            roles=ClusterRoles(s, "R"),
            idle_timeout=Duration.minutes(token(s, "Number").value_as_number),
        ),
        *("idle_timeout", "in seconds where it is a token", "got minutes", "Duration.seconds"),
    ),
    ready_made("a text for logs", "log_uri", "S3 location", "got 'logs'", log_uri="logs"),
    ready_made("a bucket for logs", "log_uri", "with a prefix", "got 's3://logs/'", log_uri="s3://logs/"),
    bad(
        "a ready-made template with a location of logs that is not known",
        lambda s: SparkClusterTemplate(s, "Spark", roles=ClusterRoles(s, "R"), log_uri=token(s).value_as_string),
        *("log_uri", "known at synth", "got a token", "write the bucket's name out"),
    ),
    ready_made("an empty tag", "cluster_tags", "values of 1 to 256", cluster_tags={"team": ""}),
    ready_made(
        "another value of EMR's tag",
        *("cluster_tags", "as it is, true", "got 'false'", "leave it out"),
        cluster_tags={"for-use-with-amazon-emr-managed-policies": "false"},
    ),
]

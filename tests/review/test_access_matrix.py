import time

import pytest
from engine import ask
from samples import SAMPLES

from emr_studio_constructs.cfn import SynthesizedStack
from emr_studio_constructs.review.access import AccessMatrix, Answer, access_of
from emr_studio_constructs.review.person import PersonKind
from emr_studio_constructs.review.requests import REQUESTS
from emr_studio_constructs.review.studio import ReviewedStudio, studios_of
from emr_studio_constructs.review.use_cases import UseCase
from review.hand_written import (
    STUDIO,
    Json,
    allow,
    attached,
    identity_center,
    inline,
    mapping,
    policy,
    role,
    studio,
    template,
)
from review.reviewed import asked_in, studios_in

EMR = "arn:aws:elasticmapreduce:eu-west-1:111122223333"
EC2 = "arn:aws:ec2:eu-west-1:111122223333"
EMR_TAG = "for-use-with-amazon-emr-managed-policies"
Y, N, PART = "yes", "no", "in part"
# AWS's printed intermediate policy, in short, with a tag that its readers are told to add.
INTERMEDIATE = policy(
    allow("elasticmapreduce:CreateEditor", "elasticmapreduce:ListEditors", "elasticmapreduce:*Editor*"),
    allow("elasticmapreduce:ListClusters"),
    allow(
        "elasticmapreduce:DescribeCluster",
        "elasticmapreduce:ListInstanceGroups",
        "elasticmapreduce:ListBootstrapActions",
        when={"StringEquals": {"elasticmapreduce:ResourceTag/team": ["data", "sales"]}},
    ),
    allow("emr-serverless:*"),
    allow("iam:PassRole", on=["arn:aws:iam::111122223333:role/emr-*", {"Fn::GetAtt": ["ServiceRole", "Arn"]}]),
)


def by_hand(template_: Json) -> ReviewedStudio:
    (found,) = studios_of([SynthesizedStack(name="Analytics", template=template_)])
    return found


def in_words(answer: Answer) -> str:
    return Y if answer.allowed else N if answer.refused else PART


def rows(access: AccessMatrix, use_case: UseCase) -> dict[str, dict[str, str]]:
    """What is said to a use case, by thing and person."""
    return {
        row.thing.name: {
            person.name: in_words(answer) for person, answer in zip(access.people, row.answers, strict=True)
        }
        for row in access.rows
        if row.use_case is use_case
    }


def of(access: AccessMatrix, use_case: UseCase, person: str) -> dict[str, str]:
    """What is said to a person, by thing."""
    return {thing: answers[person] for thing, answers in rows(access, use_case).items()}


@pytest.fixture(name="printed", scope="module")
def printed_() -> AccessMatrix:
    """Of a Studio whose user has a policy much as AWS prints it."""
    return access_of(
        by_hand(
            identity_center(
                role(ManagedPolicyArns=[{"Ref": "Intermediate"}]),
                Intermediate=attached(INTERMEDIATE),
                Anna=mapping("anna", {"Ref": "Intermediate"}),
            )
        )
    )


def test_a_policy_is_asked_about_the_clusters_that_its_conditions_tell_apart(
    printed: AccessMatrix,
) -> None:
    assert of(printed, UseCase.ATTACH_TO_CLUSTERS, "anna") == {
        "clusters tagged team=data": Y,
        "clusters tagged team=sales": Y,
        # To open Workspaces is allowed on everything, clusters among it.
        "any other cluster": PART,
    }


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (
            {"StringEquals": {"elasticmapreduce:ResourceTag/team": "${aws:PrincipalTag/team}"}},
            {"clusters tagged team=${aws:PrincipalTag/team}": Y, "any other cluster": N},
        ),
        (
            {"StringLike": {"aws:ResourceTag/team": "data-*"}},
            {"clusters tagged team=data-*": Y, "any other cluster": N},
        ),
        (
            {"ForAnyValue:StringEquals": {"elasticmapreduce:ResourceTag/team": ["data", "sales"]}},
            {"clusters tagged team=data": Y, "clusters tagged team=sales": Y, "any other cluster": N},
        ),
        ({"StringNotEquals": {"elasticmapreduce:ResourceTag/team": "sales"}}, {"any cluster": Y}),
        ({"StringEqualsIfExists": {"elasticmapreduce:ResourceTag/team": "data"}}, {"any cluster": Y}),
    ],
)
def test_clusters_are_told_apart_by_what_a_condition_asks_for(condition: Json, expected: dict[str, str]) -> None:
    actions = [each.action for each in REQUESTS[UseCase.ATTACH_TO_CLUSTERS].about]
    attaching = allow("elasticmapreduce:AttachEditor", "elasticmapreduce:DetachEditor", "elasticmapreduce:ListClusters")
    opening = allow("elasticmapreduce:CreateStudioPresignedUrl")
    clusters = allow(*actions, on=f"{EMR}:cluster/*", when=condition)
    access = access_of(by_hand(template(Own=inline(policy(attaching, opening, clusters), Roles=["somebody"]))))
    assert of(access, UseCase.ATTACH_TO_CLUSTERS, "somebody") == expected


@pytest.mark.parametrize(("tag", "expected"), [("true", Y), ("false", N)])
def test_interfaces_are_made_in_subnets_and_groups_that_have_the_tag_that_awss_policy_asks_for(
    tag: str, expected: str
) -> None:
    tagged = {"StringEquals": {f"aws:ResourceTag/{EMR_TAG}": "true"}}
    requested = {"StringEquals": {f"aws:RequestTag/{EMR_TAG}": "true"}}
    access = access_of(
        by_hand(
            template(
                ServiceRole=role(
                    Policies=[
                        {
                            "PolicyName": "p",
                            "PolicyDocument": policy(
                                allow("ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", when=tagged),
                                allow("ec2:CreateNetworkInterface", on=f"{EC2}:network-interface/*", when=requested),
                            ),
                        }
                    ]
                ),
                Studio=studio(SubnetIds=[{"Ref": "Subnet"}]),
                Subnet={"Type": "AWS::EC2::Subnet", "Properties": {"Tags": [{"Key": EMR_TAG, "Value": tag}]}},
            )
        )
    )
    assert of(access, UseCase.USE_INTERFACES, "EMR Studio") == {"of the Studio": expected, "of others": N}


def test_a_wildcard_for_roles_is_a_thing_of_its_own(printed: AccessMatrix) -> None:
    assert of(printed, UseCase.PASS_ROLES, "anna") == {
        "emr-* to any service": Y,
        "ServiceRole to any service": Y,
        "any other role to EMR": N,
        "any other role to EC2": N,
        "any other role to EMR Serverless": N,
    }


def test_a_wildcard_for_everything_has_nothing_else_beside_it(printed: AccessMatrix) -> None:
    assert of(printed, UseCase.ATTACH_TO_SERVERLESS, "anna") == {"any application": Y}


def test_a_policy_that_shares_every_workspace_is_found_out(printed: AccessMatrix) -> None:
    assert of(printed, UseCase.USE_WORKSPACES, "anna") == {"one's own": Y, "of others": Y}
    assert of(printed, UseCase.SHARE_WORKSPACES, "anna") == {"one's own": PART, "of others": PART}


def test_an_allowed_answer_names_the_statements_that_decide_and_a_refused_one_has_none(printed: AccessMatrix) -> None:
    row = next(each for each in printed.rows if each.use_case is UseCase.ATTACH_TO_CLUSTERS)
    ((_, decision), *_) = row.answers[0].decisions
    assert {each.policy for each in decision.statements} == {"Intermediate"}
    assert all("elasticmapreduce:DescribeCluster" in each.body["Action"] for each in decision.statements)
    row = next(each for each in printed.rows if each.use_case is UseCase.CREATE_STUDIOS)
    ((_, refusal),) = row.answers[0].decisions
    assert (refusal.allowed, refusal.statements) == (False, ())
    assert "session policy" in refusal.why


def test_what_is_needed_beside_the_thing_makes_an_answer_partial() -> None:
    application = "arn:aws:emr-serverless:eu-west-1:111122223333:/applications/abc"
    on = [application, f"{application}/jobruns/*"]
    using = inline(policy(allow("emr-serverless:*", on=on), allow("elasticmapreduce:OpenEditorInConsole")), Users=["u"])
    access = access_of(by_hand(template(Using=using)))
    assert of(access, UseCase.ATTACH_TO_SERVERLESS, "u") == {"abc": PART, "any other application": N}


def test_who_opens_the_studio_is_asked_by_source_identity_tag_and_any_other_studio() -> None:
    opening = "elasticmapreduce:CreateStudioPresignedUrl"
    every = f"{EMR}:studio/*"
    own_team = {"StringEquals": {"elasticmapreduce:ResourceTag/team": "${aws:PrincipalTag/team}"}}
    access = access_of(
        by_hand(
            template(
                Studio=studio(Tags=[{"Key": "team", "Value": "data"}]),
                Named=inline(
                    policy(allow(opening, on=STUDIO, when={"StringEquals": {"aws:SourceIdentity": ["anna", "bob"]}})),
                    Roles=["named"],
                ),
                Tagged=inline(
                    policy(
                        allow(opening, on=every, when={"StringEquals": {"elasticmapreduce:ResourceTag/team": "data"}})
                    ),
                    Roles=["tagged"],
                ),
                Team=inline(policy(allow(opening, on=every, when=own_team)), Roles=["team"]),
                Every=inline(policy(allow(opening, on=every)), Roles=["every"]),
            )
        )
    )
    assert of(access, UseCase.OPEN_STUDIO, "named") == {
        "this Studio": N,
        "this Studio, as anna": Y,
        "this Studio, as bob": Y,
        "Studios tagged team=data": N,
        "Studios tagged team=${aws:PrincipalTag/team}": N,
        "any other Studio": N,
    }
    tagged = of(access, UseCase.OPEN_STUDIO, "tagged")
    assert (tagged["this Studio"], tagged["Studios tagged team=data"], tagged["any other Studio"]) == (Y, Y, N)
    team = of(access, UseCase.OPEN_STUDIO, "team")
    assert (team["Studios tagged team=${aws:PrincipalTag/team}"], team["any other Studio"]) == (Y, N)
    assert set(of(access, UseCase.OPEN_STUDIO, "every").values()) == {Y}


ATTACHING = allow("elasticmapreduce:AttachEditor", "elasticmapreduce:DetachEditor")
OPENING = allow("elasticmapreduce:CreateStudioPresignedUrl")
VIRTUAL_CLUSTER = "arn:aws:emr-containers:eu-west-1:111122223333:/virtualclusters/vc"


def test_another_endpoint_of_the_same_virtual_cluster_is_refused_though_the_cluster_is_seen() -> None:
    def using(endpoint: str) -> Json:
        on = [VIRTUAL_CLUSTER, f"{VIRTUAL_CLUSTER}/endpoints/{endpoint}"]
        containers = (allow("emr-containers:*", on=on), allow("emr-containers:ListVirtualClusters"))
        return inline(policy(ATTACHING, OPENING, *containers), Roles=[f"of-{endpoint.strip('*')}"])

    access = access_of(by_hand(template(One=using("one"), All=using("*"))))
    assert rows(access, UseCase.ATTACH_TO_EKS) == {
        "one as any role": {"of-one": Y, "of-": Y, "EMR Studio": N},
        "vc/endpoints/* as any role": {"of-one": N, "of-": Y, "EMR Studio": N},
        "any other endpoint": {"of-one": N, "of-": N, "EMR Studio": N},
    }


def test_things_of_one_name_in_two_stacks_are_told_apart_by_their_arns() -> None:
    application = {"Type": "AWS::EMRServerless::Application", "Properties": {"Name": "notebooks"}}
    on = [{"Fn::GetAtt": ["Spark", "Arn"]}, {"Fn::Sub": "${Spark.Arn}/jobruns/*"}]
    using = inline(
        policy(ATTACHING, OPENING, allow("emr-serverless:*", on=on), allow("emr-serverless:List*")), Roles=["r"]
    )
    refers = {"Type": "Custom::Any", "Properties": {"Studio": {"Fn::ImportValue": "studio"}}}
    out = {"Studio": {"Value": STUDIO, "Export": {"Name": "studio"}}}
    stacks = [
        SynthesizedStack(name="A", template={**template(Spark=application, Using=using), "Outputs": out}),
        SynthesizedStack(name="B", template={"Resources": {"Spark": application, "Refers": refers}}),
    ]
    (found,) = studios_of(stacks)
    arn = "arn:aws:emr-serverless:eu-west-1:111122223333:/applications"
    assert of(access_of(found), UseCase.ATTACH_TO_SERVERLESS, "r") == {
        f"notebooks ({arn}/A-Spark)": Y,
        f"notebooks ({arn}/B-Spark)": N,
        "any other application": N,
    }


def test_roles_of_one_name_in_two_paths_are_told_apart() -> None:
    roles = [f"arn:aws:iam::111122223333:role/{path}/emr" for path in ("a", "b")]
    access = access_of(by_hand(template(Own=inline(policy(OPENING, allow("iam:PassRole", on=roles)), Roles=["own"]))))
    first, second, *_ = rows(access, UseCase.PASS_ROLES)
    assert [first, second] == [f"emr to any service ({role})" for role in roles]


def test_what_is_denied_by_name_is_a_thing_of_its_own() -> None:
    denied = {**allow("elasticmapreduce:*"), "Effect": "Deny"}
    production = {"StringEquals": {"elasticmapreduce:ResourceTag/stage": "production"}}
    statements = (
        allow("elasticmapreduce:*"),
        {**denied, "Condition": production},
        {**denied, "Resource": [f"{EMR}:cluster/j-PROD", f"{EMR}:editor/e-A"]},
    )
    access = access_of(by_hand(template(Own=inline(policy(*statements), Roles=["own"]))))
    assert of(access, UseCase.CONTROL_CLUSTERS, "own") == {
        "clusters tagged stage=production": N,
        "cluster j-PROD": N,
        "any other cluster": Y,
    }


def test_workspaces_that_are_attached_are_ones_own() -> None:
    own = {"StringEquals": {"elasticmapreduce:ResourceTag/creatorUserId": "${aws:userId}"}}
    attaching = {**ATTACHING, "Condition": own}
    others = allow(
        *(each.action for each in REQUESTS[UseCase.ATTACH_TO_CLUSTERS].about), "elasticmapreduce:ListClusters"
    )
    access = access_of(by_hand(template(Own=inline(policy(OPENING, attaching, others), Roles=["own"]))))
    assert of(access, UseCase.ATTACH_TO_CLUSTERS, "own") == {"any cluster": Y}


def test_a_boundary_takes_away() -> None:
    limit = attached(policy(allow("s3:*")))
    roles = {
        "Bounded": role("bounded", PermissionsBoundary={"Ref": "Limit"}),
        "Free": role("free"),
    }
    everything = attached(policy(allow("*")), Roles=[{"Ref": name} for name in roles])
    access = access_of(by_hand(template(Limit=limit, Everything=everything, **roles)))
    assert rows(access, UseCase.CREATE_CLUSTERS)["any cluster"] == {"bounded": N, "free": Y, "EMR Studio": N}
    assert rows(access, UseCase.WRITE_TO_BUCKETS)[""] == {"bounded": Y, "free": Y, "EMR Studio": N}


def test_the_policies_of_bucket_and_key_count() -> None:
    deny = {**allow("s3:*", on="*"), "Effect": "Deny", "Principal": "*"}
    through_s3 = {"StringEquals": {"kms:ViaService": "s3.eu-west-1.amazonaws.com"}}
    keys = {**allow("kms:*", when=through_s3), "Principal": {"AWS": "arn:aws:iam::111122223333:root"}}
    resources = template(
        Bucket={"Type": "AWS::S3::Bucket"},
        Denying={
            "Type": "AWS::S3::BucketPolicy",
            "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": policy(deny)},
        },
        Key={
            "Type": "AWS::KMS::Key",
            "Properties": {"KeyPolicy": policy(keys)},
        },
        Studio=studio(
            DefaultS3Location={"Fn::Sub": "s3://${Bucket}/studio"}, EncryptionKeyArn={"Fn::GetAtt": ["Key", "Arn"]}
        ),
        Everything=attached(policy(allow("*")), Roles=["admin"]),
    )
    access = access_of(by_hand(resources))
    assert rows(access, UseCase.READ_NOTEBOOKS)[""]["admin"] == N
    assert rows(access, UseCase.WRITE_TO_BUCKETS)[""]["admin"] == Y
    assert of(access, UseCase.USE_KEY, "admin") == {"through S3, for notebooks": Y, "directly": N}


def test_the_key_of_another_template_is_taken_to_leave_it_to_the_accounts_policies() -> None:
    key = "arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"
    using = inline(policy(allow("kms:*", on=key), allow("elasticmapreduce:CreateStudioPresignedUrl")), Roles=["user"])
    access = access_of(by_hand(template(Studio=studio(EncryptionKeyArn=key), Using=using)))
    assert of(access, UseCase.USE_KEY, "user") == {"through S3, for notebooks": Y, "directly": Y}
    assert of(access, UseCase.USE_KEY, "EMR Studio") == {"through S3, for notebooks": N, "directly": N}


@pytest.mark.parametrize("sample", SAMPLES)
def test_people_of_a_sample_may_not_what_nobody_should(sample: str) -> None:
    nobody = {
        UseCase.CONTROL_CLUSTERS,
        UseCase.CHANGE_CATALOG,
        UseCase.READ_NOTEBOOKS,
        UseCase.WRITE_NOTEBOOKS,
        UseCase.USE_KEY,
        UseCase.LIST_KEYS,
        UseCase.WRITE_TO_BUCKETS,
        UseCase.OPEN_BUCKETS,
        UseCase.CREATE_STUDIOS,
        UseCase.CHANGE_STUDIOS,
        UseCase.MAP_PEOPLE,
        UseCase.USE_INTERFACES,
        UseCase.CHANGE_GROUPS,
    }
    for each in studios_in(sample):
        access = access_of(each)
        people = [place for place, person in enumerate(access.people) if person.kind is not PersonKind.SERVICE_ROLE]
        for row in access.rows:
            # Workspaces are of the account: IAM lets nobody tell a Workspace of another person from one's own.
            others = row.thing.is_other and row.use_case is not UseCase.USE_WORKSPACES
            if row.use_case in nobody or others:
                assert all(row.answers[place].refused for place in people), f"{row.use_case} {row.thing.name}"


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_service_role_of_a_sample_keeps_notebooks_and_makes_interfaces_in_its_own_place(sample: str) -> None:
    for each in studios_in(sample):
        access = access_of(each)
        assert of(access, UseCase.WRITE_NOTEBOOKS, "EMR Studio") == {"": Y}
        assert of(access, UseCase.USE_KEY, "EMR Studio") == {"through S3, for notebooks": Y, "directly": N}
        assert of(access, UseCase.USE_INTERFACES, "EMR Studio") == {"of the Studio": Y, "of others": N}
        assert of(access, UseCase.CREATE_WORKSPACES, "EMR Studio") == {"": N}


def test_every_answer_about_hand_written_templates_is_the_engines(printed: AccessMatrix) -> None:
    reviewed = by_hand(
        identity_center(
            role(ManagedPolicyArns=[{"Ref": "Intermediate"}]),
            Intermediate=attached(INTERMEDIATE),
            Anna=mapping("anna", {"Ref": "Intermediate"}),
        )
    )
    asked = asked_in(reviewed, printed)
    answers = ask([each for each, _ in asked])
    assert [each.result.value for each in answers] == [decision.result.value for _, decision in asked]


def test_the_matrices_of_the_largest_sample_take_less_than_a_second() -> None:
    studios = studios_in("everything")
    seconds = []
    for _ in range(3):
        start = time.process_time()
        for each in studios:
            access_of(each)
        seconds.append(time.process_time() - start)
    assert min(seconds) < 1

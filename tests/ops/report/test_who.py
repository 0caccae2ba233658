"""Who opens a Studio, who reads its notebooks, and of whom not all is known."""

from functools import cache

import pytest
from review.reviewed import studios_in

from emr_studio_constructs.ops.report.who import who_is_not_known, who_opens_it, who_reads_notebooks
from emr_studio_constructs.review.access import AccessMatrix, access_of
from emr_studio_constructs.review.studio import ReviewedStudio
from ops.report.assemblies import studio_in, template_by_hand


@cache
def everything() -> dict[str, tuple[ReviewedStudio, AccessMatrix]]:
    """The Studios of `config/everything.yaml`, by stack."""
    return {studio.stack: (studio, access_of(studio)) for studio in studios_in("everything")}


def test_whom_policies_let_in_is_told_from_whom_they_do_not() -> None:
    assert who_opens_it(*everything()["Analytics"]) == (
        "1 user and 2 roles may open it: Contractors with BASIC; data-engineer with ADVANCED; alice with INTERMEDIATE. "
        "analysts may not, but has permissions in it."
    )


def test_with_identity_center_whoever_is_mapped_opens_it() -> None:
    said = who_opens_it(*everything()["research-studio"])
    assert said.startswith("2 users and 2 groups may open it: alice@example.com with INTERMEDIATE;")


def test_whoever_gets_in_past_identity_center_is_named_even_by_the_name_of_somebody_mapped() -> None:
    template = template_by_hand(user="alice")
    opens = {"Effect": "Allow", "Action": "elasticmapreduce:CreateStudioPresignedUrl", "Resource": "*"}
    sees = {"Effect": "Allow", "Action": "elasticmapreduce:CreateEditor", "Resource": "*"}
    for name, statement in {"alice": sees, "bob": opens}.items():
        policy = {"PolicyName": "Own", "PolicyDocument": {"Statement": statement}}
        template["Resources"][name] = {"Type": "AWS::IAM::User", "Properties": {"UserName": name, "Policies": [policy]}}
    studio = studio_in(template)
    assert who_opens_it(studio, access_of(studio)) == (
        "2 users may open it: alice and bob with policies of their own. alice may not, but has permissions in it."
    )


def test_people_whom_somebody_else_maps_are_not_spoken_for() -> None:
    assert who_opens_it(*everything()["Lab"]).startswith("These templates let nobody in")
    template = template_by_hand()
    del template["Resources"]["Mapping"]
    studio = studio_in(template)
    assert who_opens_it(studio, access_of(studio)).startswith("These templates let nobody in")


@pytest.mark.parametrize(
    ("stack", "said"),
    [
        ("Vault", "opened by auditor."),
        ("Lab", "opened by whoever has BASIC, whoever has INTERMEDIATE and whoever has ADVANCED."),
    ],
)
def test_who_opens_workspaces_of_others_is_said_beside_who_reads_the_bucket(stack: str, said: str) -> None:
    studio, access = everything()[stack]
    assert who_reads_notebooks(access).startswith("Notebooks in the bucket are read by EMR Studio; ")
    assert who_reads_notebooks(access).endswith(said)
    assert studio.stack == stack


def test_workspaces_of_one_s_own_are_not_those_of_others() -> None:
    template = template_by_hand()
    template["Resources"]["Policy"]["Properties"]["PolicyDocument"]["Statement"] = {
        "Effect": "Allow",
        "Action": "elasticmapreduce:*",
        "Resource": "*",
        "Condition": {"StringEquals": {"elasticmapreduce:ResourceTag/creatorUserId": "${aws:userId}"}},
    }
    studio = studio_in(template)
    assert who_reads_notebooks(access_of(studio)).endswith("opened by nobody in these templates.")


def test_of_whom_not_all_is_known_is_named() -> None:
    assert list(who_is_not_known(everything()["Lab"][1])) == []
    [said] = who_is_not_known(everything()["Vault"][1])
    assert said.startswith("What is in no template may change what auditor may do")

import pytest
from samples import SAMPLES

from emr_studio_constructs.review.kept import Fate
from emr_studio_constructs.review.kept_reading import fates_of
from review.by_hand import Json, by_hand, reviewed
from review.reviewed import studios_in


def fate(resources: Json, name: str) -> Fate:
    return next(each for each in fates_of(reviewed(resources)) if each.id == name)


def test_a_kept_bucket_outlives_its_stack() -> None:
    found = fate(by_hand(), "Bucket")
    assert (found.is_kept, found.on_delete, found.on_replace) == (
        True,
        "kept",
        "the old one is kept, outside of the stack",
    )
    assert "the old one is kept, outside of the stack, until somebody deletes it" in found.costs_of_delete


def test_a_bucket_that_is_not_kept_goes_with_its_notebooks() -> None:
    resources = by_hand()
    del resources["Bucket"]["DeletionPolicy"], resources["Bucket"]["UpdateReplacePolicy"]
    found = fate(resources, "Bucket")
    assert (found.is_kept, found.on_delete, found.on_replace) == (False, "deleted", "the old one is deleted")
    assert any("with all that is in it" in each for each in found.costs_of_delete)


@pytest.mark.parametrize(
    ("policy", "kept", "words"),
    [
        ("RetainExceptOnCreate", True, "kept, but not by a first deploy that fails"),
        ("Snapshot", False, "deleted, after a snapshot"),
        ({"Ref": "Choice"}, False, "only the deploy knows"),
    ],
    ids=["but on create", "snapshot", "unknown"],
)
def test_a_deletion_policy_is_said_in_words(policy: object, kept: bool, words: str) -> None:  # noqa: FBT001  # parametrized
    resources = by_hand()
    resources["Key"]["DeletionPolicy"] = policy
    assert (fate(resources, "Key").is_kept, fate(resources, "Key").on_delete) == (kept, words)


def test_the_studio_comes_first_then_what_is_kept() -> None:
    found = fates_of(reviewed(by_hand()))
    assert found[0].id == "Studio"
    assert [each.is_kept for each in found[1:]] == sorted((each.is_kept for each in found[1:]), reverse=True)


def test_a_change_of_these_properties_makes_another_studio() -> None:
    found = fate(by_hand(), "Studio")
    assert set(found.replaced_by) == {
        "AuthMode",
        "EncryptionKeyArn",
        "EngineSecurityGroupId",
        "IdcInstanceArn",
        "IdcUserAssignment",
        "ServiceRole",
        "TrustedIdentityPropagationEnabled",
        "UserRole",
        "VpcId",
        "WorkspaceSecurityGroupId",
    }
    assert set(found.may_be_replaced_by) == {"IdpAuthUrl", "IdpRelayStateParameterName"}
    assert any("a new URL, and no Workspaces" in each for each in found.costs_of_replace)


def test_an_application_is_replaced_by_its_name_and_type_alone() -> None:
    resources = by_hand()
    resources["Spark"] = {"Type": "AWS::EMRServerless::Application", "Properties": {"Architecture": "ARM64"}}
    found = fate(resources, "Spark")
    assert (set(found.replaced_by), found.may_be_replaced_by) == ({"Name", "Type"}, ())


def test_what_nobody_misses_is_left_out_unless_it_is_kept() -> None:
    resources = by_hand()
    resources["Log"] = {"Type": "AWS::Logs::LogGroup"}
    resources["Kept"] = {"Type": "AWS::Logs::LogGroup", "DeletionPolicy": "Retain"}
    found = {each.id for each in fates_of(reviewed(resources))}
    assert "Kept" in found
    assert not {"Log", "Routes", "ToEngine"} & found


def test_a_type_without_a_schema_may_be_replaced_by_any_property() -> None:
    resources = by_hand()
    resources["Theirs"] = {"Type": "Their::Own::Type", "DeletionPolicy": "Retain", "Properties": {"Size": 1}}
    found = fate(resources, "Theirs")
    assert (found.replaced_by, found.may_be_replaced_by) == ((), ("Size",))


@pytest.mark.parametrize("sample", SAMPLES)
def test_samples_keep_what_they_save(sample: str) -> None:
    found = [each for studio in studios_in(sample) for each in fates_of(studio)]
    saved = [each for each in found if each.type in ("AWS::S3::Bucket", "AWS::KMS::Key", "AWS::Logs::LogGroup")]
    assert [each for each in saved if not each.is_kept] == []
    assert {each.on_replace for each in found if each.type == "AWS::EMR::Studio"} == {
        "the old one is kept, outside of the stack"
    }

"""Things that there are around every Studio: Workspaces, secrets, the key, its network, each one's own or another's.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-service-role.html
https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-workspace-storage-encryption.html
"""

from collections.abc import Sequence

from emr_studio_constructs.evaluation import Context
from emr_studio_constructs.policies.row import EMR_TAG, EMR_USER_TAG
from emr_studio_constructs.review.located import all_of

from .tags import CREATOR, OF_EMR, OF_SECRETS, ONESELF, tagged
from .thing import Scene, Thing

_SOMEBODY_ELSE = "AROASOMEBODYELSE00001:somebody-else"


def nothing(_scene: Scene) -> tuple[Thing, ...]:
    """Nothing in particular."""
    return (Thing(),)


def workspaces(_scene: Scene) -> tuple[Thing, ...]:
    """Workspaces, by who made them."""
    return (
        Thing(name="one's own", context=tagged({CREATOR: ONESELF}, OF_EMR)),
        Thing(name="of others", context=tagged({CREATOR: _SOMEBODY_ELSE}, OF_EMR), is_other=True),
    )


def secrets(scene: Scene) -> tuple[Thing, ...]:
    """Git secrets, by whose they are, and other secrets of the account."""
    git = {"secret": scene.values["git-secret"]}
    return (
        Thing(name="Git secrets of one's own", values=git, context=_git_secret(ONESELF)),
        Thing(name="Git secrets of others", values=git, context=_git_secret(_SOMEBODY_ELSE), is_other=True),
        Thing(name="any other secret", values={"secret": scene.values["other-secret"]}, is_other=True),
    )


def keys(scene: Scene) -> tuple[Thing, ...]:
    """The key of the notebooks, used through S3 for them or directly."""
    place = scene.studio.found.environment
    through_s3 = {
        "kms:ViaService": f"s3.{place.region}.{place.url_suffix}",
        "kms:CallerAccount": place.account,
        "kms:EncryptionContext:aws:s3:arn": scene.values["bucket"],
    }
    return (
        Thing(name="through S3, for notebooks", context=through_s3),
        Thing(name="directly", context={"kms:CallerAccount": place.account}, is_other=True),
    )


def network(scene: Scene) -> tuple[Thing, ...]:
    """The subnets and groups of the Studio, and others."""
    properties = scene.studio.properties
    own = {"subnet": properties["SubnetIds"][0], "security-group": properties["WorkspaceSecurityGroupId"]}
    place = scene.studio.found.environment
    arns = {name: place.arn(f"ec2:{place.region}:{place.account}:{name}/{id_}") for name, id_ in own.items()}
    other = {name: scene.values[f"other-{name}"] for name in own}
    tag = {f"aws:ResourceTag/{EMR_TAG}": "true"} if _is_tagged(scene, list(own.values())) else {}
    return (
        Thing(name="of the Studio", values=arns, context=tag),
        Thing(name="of others", values=other, is_other=True),
    )


def _git_secret(owner: str) -> Context:
    return tagged({EMR_TAG: "true", EMR_USER_TAG: owner}, OF_SECRETS)


def _is_tagged(scene: Scene, ids: Sequence[str]) -> bool:
    """Whether subnets and groups have the tag that AWS asks for; those in no template are taken to have it."""
    return all(
        {"Key": EMR_TAG, "Value": "true"} in each.properties.get("Tags", ())
        for each in all_of(scene.studio, "AWS::EC2::Subnet", "AWS::EC2::SecurityGroup")
        if each.ref in ids
    )

"""What it costs people that a resource becomes another one, or is gone: a row for each type that they would miss."""

from collections.abc import Mapping
from dataclasses import dataclass

from emr_studio_constructs.cfn.resource_types import APPLICATION, MAPPING_BY_ID, MAPPING_BY_NAME, NESTED_STACK, STUDIO

from .model import Loss


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What it costs people.

    Args:
        another: That there is another one.
        gone: That there is none.
        loss_by_another: What they lose by another one.
        loss_by_none: What they lose by none.
        holds: What goes with the old one, where it holds something of theirs.
    """

    another: str
    gone: str
    loss_by_another: Loss | None = Loss.REPLACEMENT
    loss_by_none: Loss | None = Loss.DELETION
    holds: str | None = None


_MAPPING = Cost(
    another="who was mapped no longer opens that Studio; whoever is mapped now opens this one",
    gone="who was mapped can no longer sign in",
    loss_by_another=None,
    loss_by_none=None,
)
_COMPUTE = "people attach their Workspaces again; what runs in the old one ends with it"
_NO_COMPUTE = "people cannot attach to it any more; what runs in it ends"
_NETWORK = "what is in the old one must be made again in the new one; AWS deletes none that is in use"
_NO_NETWORK = "nothing can run in it any more; AWS deletes none that is in use, such as by a Workspace"
_ANOTHER_ROLE = "trust, key and bucket policies elsewhere that name the old role do not mean the new one"

COSTS: Mapping[str, Cost] = {
    STUDIO: Cost(
        another="people get a new URL, and no Workspaces: these stay behind in the old Studio, which lets nobody in "
        "any more",
        gone="the stack has no such Studio any more, and lets nobody into it",
        holds="nobody can open its Workspaces any more, their files stay in the bucket",
    ),
    MAPPING_BY_NAME: _MAPPING,
    MAPPING_BY_ID: _MAPPING,
    "AWS::S3::Bucket": Cost(
        another="what is in the old bucket is not in the new one, so that Workspaces find no notebooks there",
        gone="the stack has no such bucket any more, notebooks in it are found by nobody",
        loss_by_another=Loss.NOTEBOOKS,
        holds="with all that is in it where the stack empties it first; S3 itself deletes none that is not empty",
    ),
    "AWS::KMS::Key": Cost(
        another="only the old key decrypts what it encrypted",
        gone="only it decrypts what it encrypted",
        holds="what it encrypted cannot be read any more, after a waiting period",
    ),
    "AWS::IAM::Role": Cost(
        another=_ANOTHER_ROLE,
        gone="nobody works by it any more",
    ),
    "AWS::IAM::ManagedPolicy": Cost(
        another="whoever was mapped to the old one by hand or by the command line must be mapped again",
        gone="whoever is mapped to it by hand or by the command line can do nothing any more",
        # A tier's policy goes with the last one who has that tier.
        loss_by_none=None,
    ),
    APPLICATION: Cost(another=_COMPUTE, gone=_NO_COMPUTE),
    "AWS::EMRContainers::VirtualCluster": Cost(another=_COMPUTE, gone=_NO_COMPUTE),
    "AWS::EMRContainers::Endpoint": Cost(another=_COMPUTE, gone=_NO_COMPUTE),
    "AWS::ServiceCatalog::CloudFormationProduct": Cost(
        another="clusters that were started from the old template keep Service Catalog from deleting it",
        gone="people find the template no more; clusters that were started from it keep it from being deleted",
    ),
    "AWS::ServiceCatalog::Portfolio": Cost(
        another="people find the templates of the new one alone", gone="people find its templates no more"
    ),
    "AWS::EC2::VPC": Cost(another=_NETWORK, gone=_NO_NETWORK),
    "AWS::EC2::Subnet": Cost(another=_NETWORK, gone=_NO_NETWORK),
    "AWS::EC2::EIP": Cost(
        another="people come from another address: Git servers and others that let in the old one refuse them",
        gone="nobody comes from this address any more",
        loss_by_none=None,
    ),
    NESTED_STACK: Cost(
        another="all that is in the nested stack is made again",
        gone="all that is in the nested stack goes with it, but for what is kept there",
        holds="with it what its own template does not keep",
    ),
}

# What costs less than others of its type, for what it is there for.
ROLE_TO_SIGN_IN = Cost(another=_ANOTHER_ROLE, gone="who signed in by it can no longer sign in", loss_by_none=None)
BUCKET_OF_A_TRAIL = Cost(
    another="what was recorded is in the old bucket, what is recorded in the new one",
    gone="the stack has no such bucket any more",
    loss_by_another=None,
    loss_by_none=None,
    holds="with all that was recorded, where the stack empties it first; S3 itself deletes none that is not empty",
)

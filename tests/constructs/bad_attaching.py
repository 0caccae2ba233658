"""Mistakes in attaching compute, of whatever kind."""

from aws_cdk import App, Environment, Stack
from bad_inputs import Bad, bad, sso
from conftest import ACCOUNT, REGION, Argument

from emr_studio_constructs import Allow, Attachment, Capability, CustomTier, EmrServerlessApp, IEmrStudio

WITHHELD = (
    Capability.RUNTIME_ROLES,
    Capability.EMR_ON_EKS,
    Capability.EMR_ON_EKS_JOB_RUNS,
    Capability.EMR_SERVERLESS,
    Capability.CLUSTER_CREATION,
)


class Queue:
    """Compute that needs one capability."""

    def __init__(self, capability: Capability = Capability.EMR_SERVERLESS) -> None:
        self.capability = capability

    def bind(self, studio: IEmrStudio) -> Attachment:
        del studio
        row = Allow(sid="AllowIt", actions=("sqs:SendMessage",), on=("arn:<partition>:sqs:::queue",))
        return Attachment(rows={self.capability: (row,)})


def readers(*capabilities: Capability) -> CustomTier:
    return CustomTier(name="Readers", capabilities=[Capability.WORKSPACES, *capabilities])


def attaching(name: str, tiers: Argument, *words: str) -> Bad:
    return bad(name, lambda stack: sso(stack).add_compute(Queue(), tiers=tiers), *words)


def for_two_tiers_of_a_name(stack: Stack) -> None:
    studio = sso(stack)
    studio.add_compute(Queue(), tiers=[readers(Capability.EMR_SERVERLESS)])
    studio.add_user("alice", tier=readers(Capability.EMR_SERVERLESS, Capability.GIT))


def propagating(capability: Capability) -> Bad:
    return bad(
        f"compute for {capability} with propagation",
        lambda stack: sso(stack, trusted_identity_propagation=True).add_compute(Queue(capability)),
        *("compute", "must not be Queue", "with trusted_identity_propagation", f"cannot have {capability}"),
    )


def from_elsewhere(part: str, **place: str) -> Bad:
    def add(stack: Stack) -> None:
        there = Stack(App(), "There", env=Environment(**{"account": ACCOUNT, "region": REGION, **place}))
        sso(stack).add_compute(EmrServerlessApp(there, "Spark"))

    (got,) = place.values()
    words = ("compute", f"must be in the Studio's {part}", f"got EmrServerlessApp in {got}", "define it there")
    return bad(f"compute of another {part}", add, *words)


BAD_ATTACHING = [
    bad(
        "a kind of compute in place of compute",
        lambda stack: sso(stack).add_compute(EmrServerlessApp),  # type: ignore[arg-type]  # the mistake
        *("compute must be compute like", "got <class", "make one"),
    ),
    bad(
        "a text in place of compute",
        lambda stack: sso(stack).add_compute("spark"),  # type: ignore[arg-type]  # the mistake
        *("compute must be compute like", "got 'spark'", "make one"),
    ),
    from_elsewhere("account", account="999988887777"),
    from_elsewhere("Region", region="us-east-1"),
    *map(propagating, WITHHELD),
    attaching("compute for no tier", [], "tiers of Queue", "must name one or more", "got none", "leave it out"),
    attaching("compute for a text", "ADVANCED", "tiers", "list of tiers", "got the text 'ADVANCED'", "brackets"),
    attaching("compute for no such tier", ["ADVANCE"], "tiers", "must be one of BASIC", "got 'ADVANCE'"),
    attaching(
        "compute for a tier that is not able to use it",
        ["ADVANCED", "BASIC"],
        *("tiers of Queue", "must have EMR_SERVERLESS", "got BASIC", "which has none of it", "make a CustomTier"),
    ),
    attaching(
        "compute for a tier of one's own that is not able to use it",
        [readers()],
        *("tiers of Queue", "must have EMR_SERVERLESS", "got Readers", "which has none of it"),
    ),
    bad(
        "compute for one of two tiers with one name",
        for_two_tiers_of_a_name,
        *("CustomTier names must differ", "got 'Readers'", "rename one"),
    ),
]

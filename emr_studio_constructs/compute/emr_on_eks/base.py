"""What any endpoint of EMR on EKS allows the people of a Studio, wherever it is defined."""

from aws_cdk import Fn, Stack
from aws_cdk import aws_iam as iam
from constructs import Construct

from emr_studio_constructs._border import check_arn_place, check_pattern
from emr_studio_constructs.interfaces import Attachment, IEmrStudio
from emr_studio_constructs.policies.capabilities import Capability
from emr_studio_constructs.policies.emr_on_eks import ATTACHING, JOB_RUNS
from emr_studio_constructs.policies.rendering import name_things

from .role import check_execution_role


class EksEndpoint(Construct):
    """A managed endpoint of EMR on EKS, defined here or elsewhere, and the role that its notebooks run as.

    Made by `EmrOnEksEndpoint(...)` and by `EmrOnEksEndpoint.from_endpoint_arn(...)`.
    """

    endpoint_arn: str
    """The endpoint's ARN."""
    endpoint_id: str
    """The endpoint's id."""
    virtual_cluster_id: str
    """The id of the virtual cluster that the endpoint belongs to."""
    virtual_cluster_arn: str
    """The ARN of that virtual cluster."""
    execution_role: iam.IRole
    """What notebooks run as; whoever attaches to the endpoint can do what it may."""

    def bind(self, studio: IEmrStudio) -> Attachment:  # noqa: ARG002  # an endpoint elsewhere fits any Studio
        """Says what people may do with the endpoint; called by `add_compute`.

        Args:
            studio: The Studio whose people these are.
        """
        things = {
            "virtual-cluster": [self.virtual_cluster_arn],
            "endpoint": [self.endpoint_arn],
            "execution-role": [self.execution_role.role_arn],
        }
        return Attachment(
            rows={
                Capability.EMR_ON_EKS: name_things(ATTACHING, things),
                Capability.EMR_ON_EKS_JOB_RUNS: name_things(JOB_RUNS, things),
            }
        )


class ImportedEksEndpoint(EksEndpoint):
    """An endpoint that is defined elsewhere; made by `EmrOnEksEndpoint.from_endpoint_arn`."""

    def __init__(self, scope: Construct, construct_id: str, *, endpoint_arn: str, execution_role: iam.IRole) -> None:
        """Takes what is known of the endpoint."""
        super().__init__(scope, construct_id)
        check_pattern(
            "endpoint_arn",
            endpoint_arn,
            r"arn:[a-z-]+:emr-containers:[a-z0-9-]+:[0-9]{12}:/virtualclusters/[0-9a-z]+/endpoints/[0-9a-z]+",
            "an endpoint's ARN, like "
            "arn:aws:emr-containers:eu-west-1:111122223333:/virtualclusters/abcd/endpoints/efgh",
        )
        stack = Stack.of(self)
        check_arn_place("endpoint_arn", endpoint_arn, stack)
        check_execution_role(execution_role, stack.account)
        self.endpoint_arn = endpoint_arn
        self.virtual_cluster_arn = Fn.select(0, Fn.split("/endpoints/", endpoint_arn))
        parts = Fn.split("/", endpoint_arn)
        self.virtual_cluster_id, self.endpoint_id = Fn.select(2, parts), Fn.select(4, parts)
        self.execution_role = execution_role

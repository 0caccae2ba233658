"""What one line of the table of use cases is made of: the package says what is asked, the tests say who may."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from engine import Context

from behaviour import arns
from emr_studio_constructs.review.requests import ATTACHING, REQUESTS, Ask
from emr_studio_constructs.review.use_cases import UseCase

NOT_IN_DATA = {"emr-containers:GetManagedEndpointSessionCredentials": ("emr-containers:ExecutionRoleArn",)}
"""By action, the condition keys that AWS fills, though the engine's data lacks them."""

_VALUES = {
    "account": arns.ACCOUNT,
    "application": arns.APPLICATION,
    "catalog": arns.CATALOG,
    "cluster": arns.CLUSTER,
    "data-catalog": arns.DATA_CATALOG,
    "database": arns.DATABASE,
    "domain": arns.DOMAIN,
    "endpoint": arns.ENDPOINT,
    "git-secret": arns.GIT_SECRET,
    "log": arns.LOG,
    "other-bucket": arns.BUCKET,
    "product": arns.PRODUCT,
    "profile": arns.PROFILE,
    "secret": arns.GIT_SECRET,
    "stack-of-template": arns.STACK,
    "studio": arns.OTHER_STUDIO,
    "table": arns.TABLE,
    "virtual-cluster": arns.VIRTUAL_CLUSTER,
    "workgroup": arns.WORKGROUP,
    "workspace": arns.EDITOR,
}


@dataclass(frozen=True)
class Expected:
    """A line of the table: for BASIC, INTERMEDIATE, ADVANCED and our custom tier Y or N, and `needs`, without which N.

    In `context`, `${aws:userid}` stands for the user id of who asks.
    """

    use_case: UseCase
    tiers: str
    context: Context = field(default_factory=dict)
    needs: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    """What names of the requests stand for, where they differ from line to line."""

    def asks(self, *, allowed: bool, service_role: str) -> Iterator[Ask]:
        """The requests, with everything filled in.

        Who may not attach to one kind of compute may attach Workspaces to another.
        """
        values = {**_VALUES, "service-role": service_role, **self.values}
        requests = REQUESTS[self.use_case]
        for ask in requests.about:
            yield ask.about(values, self.context)
        for ask in requests.beside:
            if allowed or ask not in ATTACHING or self.use_case is UseCase.ATTACH_TO_CLUSTERS:
                yield ask.about(values)

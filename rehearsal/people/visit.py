"""A visit: someone inside a Studio, and the things there that they try their hands on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rehearsal.aws import LocalAws, root_of

from .raw_call import call_emr
from .sign_in import SignedIn, place_of

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ClusterRoles:
    """The roles of clusters, by ARN or, in the path `/`, by name; and their tags.

    People who create a cluster would give it `service`, `instance` and `tags`; who attaches to one, chooses `runtime`.
    """

    service: str = "EMR_DefaultRole_V2"
    instance: str = "EMR_EC2_DefaultRole"
    runtime: str = "no-such-role"
    tags: Mapping[str, str] | None = None

    def request(self, name: str) -> Json:
        """RunJobFlow's request for a cluster that has nothing to do."""
        return {
            "Name": name,
            "ReleaseLabel": "emr-7.10.0",
            "ServiceRole": self.service,
            "JobFlowRole": self.instance,
            "Instances": {"MasterInstanceType": "m5.xlarge", "InstanceCount": 1},
            "Tags": [{"Key": key, "Value": value} for key, value in (self.tags or {}).items()],
        }


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One person in one Studio; Workspaces and clusters of others are made by the account's root."""

    aws: LocalAws
    studio: Json
    who: SignedIn
    cluster_roles: ClusterRoles

    def client(self, service: str) -> Any:
        """A client with the person's keys."""
        return self.aws.client(service, credentials=self.who.credentials, region=self.region)

    def root(self, service: str) -> Any:
        """A client with the root's keys."""
        return self.aws.client(service, account=self.account, region=self.region)

    def emr(self, action: str, **request: Any) -> Json:
        """Calls an EMR action that the SDK does not know."""
        return call_emr(self.aws, self.who.credentials, self.region, action, request)

    def emr_in_vain(self, action: str, **request: Any) -> Json:
        """Calls an EMR action for IAM's answer alone.

        What IAM lets pass is refused for a member that AWS's model of the operation does not have.
        """
        return self.emr(action, **request, Spared=True)

    def new_workspace(self, service_role: str | None = None) -> str:
        """A Workspace that the person makes."""
        return str(self.emr("CreateEditor", **self._workspace(service_role))["EditorId"])

    def workspace_of_another(self) -> str:
        """A Workspace that somebody else made."""
        answer = call_emr(self.aws, root_of(self.account), self.region, "CreateEditor", self._workspace())
        return str(answer["EditorId"])

    @cached_property
    def cluster_of_another(self) -> str:
        """A cluster that somebody else made."""
        request = self.cluster_roles.request("somebody-elses")
        return str(self.root("emr").run_job_flow(**request)["JobFlowId"])

    @property
    def account(self) -> str:
        """The Studio's account."""
        return place_of(self.studio)[0]

    @property
    def region(self) -> str:
        """The Studio's Region."""
        return place_of(self.studio)[1]

    def _workspace(self, service_role: str | None = None) -> Json:
        role = service_role or self.studio["ServiceRole"]
        return {"Name": "rehearsal", "StudioId": self.studio["StudioId"], "ServiceRole": role}

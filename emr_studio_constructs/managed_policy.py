"""A customer-managed policy made from rows, in the template to the letter."""

from collections.abc import Sequence
from typing import Any

from aws_cdk import aws_iam as iam
from constructs import Construct

from .policies.rendering import Things, render_document
from .policies.row import Allow
from .policies.size import MANAGED_POLICY_LIMIT, document_size


class RowPolicy(iam.ManagedPolicy):
    """A managed policy that says what its rows say, whatever the app's feature flags do to documents."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        rows: Sequence[Allow],
        things: Things,
        description: str,
        path: str | None = None,
    ) -> None:
        """Defines the policy, attached to nobody.

        Args:
            scope: Where the policy is defined.
            construct_id: Its id, unique in `scope`.
            rows: What it allows.
            things: What the names in the rows stand for.
            description: What it is for; to change it is to replace the policy.
            path: Its path. Default: `/`.

        Raises:
            ValueError: Two different rows share a sid, or the policy is too large.
        """
        document = self._render(construct_id, rows, things)
        super().__init__(
            scope,
            construct_id,
            document=iam.PolicyDocument.from_json(document),
            description=description,
            path=path,
        )
        self.things = things
        self.arn = self.managed_policy_arn
        self._given_to: list[iam.IRole] = []
        self._say(rows, document)

    def check_rows(self, rows: Sequence[Allow]) -> None:
        """Refuses rows that the policy could not say.

        Args:
            rows: What it would allow.

        Raises:
            ValueError: Two different rows share a sid, or the policy becomes too large.
        """
        self._render(self.node.id, rows, self.things)

    def replace_rows(self, rows: Sequence[Allow]) -> None:
        """Lets the policy say something else.

        Args:
            rows: What it allows from now on.

        Raises:
            ValueError: Two different rows share a sid, or the policy becomes too large.
        """
        self._say(rows, self._render(self.node.id, rows, self.things))

    def _say(self, rows: Sequence[Allow], document: dict[str, Any]) -> None:
        resource = self.node.default_child
        assert isinstance(resource, iam.CfnManagedPolicy)  # noqa: S101  # what a ManagedPolicy consists of
        resource.policy_document = document
        self.rows = tuple(rows)
        self.size = document_size(document)

    def give_to(self, role: iam.IRole) -> None:
        """Attaches the policy on its own side, so that a role of another stack does not wait for this one.

        Args:
            role: A role, once or more often; one imported as immutable is left as it is.
        """
        if role in self._given_to:
            return
        self._given_to.append(role)
        if isinstance(role, iam.Role):
            self.attach_to_role(role)
        else:
            role.add_managed_policy(self)

    @staticmethod
    def _render(name: str, rows: Sequence[Allow], things: Things) -> dict[str, Any]:
        document = render_document(rows, things)
        size = document_size(document)
        if size > MANAGED_POLICY_LIMIT:
            by_size = sorted(((document_size(each), each["Sid"]) for each in document["Statement"]), reverse=True)
            largest = ", ".join(f"{sid} {characters}" for characters, sid in by_size[:5])
            message = (
                f"policy {name} must have at most {MANAGED_POLICY_LIMIT} non-blank characters, got {size}, "
                f"the largest statements being {largest}: "
                "add compute for fewer tiers by tiers=, or leave out optional_capabilities, cluster_tags or rows"
            )
            raise ValueError(message)
        return document

"""A customer-managed policy made from rows, in the template to the letter."""

from collections.abc import Sequence

from aws_cdk import aws_iam as iam
from constructs import Construct

from .policies.row import Allow, Things, render_document
from .policies.size import document_size


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
            ValueError: Two different rows share a sid.
        """
        document = render_document(rows, things)
        super().__init__(
            scope,
            construct_id,
            document=iam.PolicyDocument.from_json(document),
            description=description,
            path=path,
        )
        self.things = things
        self.replace_rows(rows)

    def replace_rows(self, rows: Sequence[Allow]) -> None:
        """Lets the policy say something else.

        Args:
            rows: What it allows from now on.

        Raises:
            ValueError: Two different rows share a sid.
        """
        document = render_document(rows, self.things)
        resource = self.node.default_child
        assert isinstance(resource, iam.CfnManagedPolicy)  # noqa: S101  # what a ManagedPolicy consists of
        resource.policy_document = document
        self.rows = tuple(rows)
        self.size = document_size(document)

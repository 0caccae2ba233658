"""The private Git servers that Workspaces use: what EMR reads of them, and who may change it.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-enable-git.html
"""

from typing import Any

from aws_cdk import Annotations, CfnResource, CustomResourceProviderBase, Stack
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3
from constructs import Construct

from .git import PrivateGitServer
from .policies.private_git import LOCKED, PRIVATE_GIT_WRITER
from .studio_function import StudioFunction

# Where EMR looks, below the Studio's own part of the bucket.
_FOLDER, _FILE = "life-cycle-configuration", "configuration.json"


class PrivateGit(Construct):
    """The object that tells EMR of the servers, written by a Lambda function; nobody else writes in its folder."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        bucket: s3.IBucket,
        prefix: str,
        encryption_key: kms.IKey | None,
        role_path: str | None,
        policy_path: str | None,
    ) -> None:
        """Defines the object without servers, and locks its folder.

        Args:
            scope: Where all is defined.
            construct_id: Its id, unique in `scope`.
            bucket: Where notebooks are saved.
            prefix: The Studio's own part of the bucket.
            encryption_key: The key that the bucket encrypts with.
            role_path: The path of the function's role. Default: `/`.
            policy_path: The path of that role's policy. Default: `/`.
        """
        super().__init__(scope, construct_id)
        folder = f"{prefix}/{_FOLDER}" if prefix else _FOLDER
        self._servers: dict[str, PrivateGitServer] = {}
        function = StudioFunction(
            self,
            "Writer",
            handler="private_git",
            purpose="tells an EMR Studio of private Git servers",
            rows=PRIVATE_GIT_WRITER,
            things={
                "bucket-arn": [bucket.bucket_arn],
                "bucket-account": [bucket.env.account],
                "configuration": [f"{folder}/{_FILE}"],
                "key": [encryption_key.key_arn] if encryption_key else [],
            },
            role_path=role_path,
            policy_path=policy_path,
        )
        self._resource = function.define_resource(
            self,
            "Resource",
            resource_type="Custom::EmrStudioPrivateGit",
            properties={"Bucket": bucket.bucket_name, "Key": f"{folder}/{_FILE}"},
        )
        self._lock(bucket, f"{bucket.bucket_arn}/{folder}/*", function.role)

    def add(self, server: PrivateGitServer) -> None:
        """Tells EMR of one server more.

        Args:
            server: The server.

        Raises:
            ValueError: There is a server with this name already.
        """
        name = server.git_server_dns_name
        if name in self._servers:
            message = f"git_server_dns_name must differ in one Studio, got {name!r} twice: name all addresses in one"
            raise ValueError(message)
        self._servers[name] = server
        content = [{"Type": "PrivatelyHostedGitConfig", "Value": [_entry(each) for each in self._servers.values()]}]
        resource = self._resource.node.default_child
        assert isinstance(resource, CfnResource)  # noqa: S101  # what a CustomResource consists of
        resource.add_property_override("Body", Stack.of(self).to_json_string(content))

    def _lock(self, bucket: s3.IBucket, objects: str, writer: iam.IRole) -> None:
        """Denies everybody else to change the folder, the service role too, in the policy of a bucket of this stack."""
        # A policy in another stack would wait for this one, which waits for the bucket.
        if Stack.of(bucket) == Stack.of(self):
            deny = iam.PolicyStatement(
                sid="DenyChangingLifeCycleConfiguration",
                effect=iam.Effect.DENY,
                principals=[iam.AnyPrincipal()],
                actions=list(LOCKED),
                resources=[objects],
                conditions={"ArnNotEquals": {"aws:PrincipalArn": [writer.role_arn, *_emptiers(bucket)]}},
            )
            if bucket.add_to_resource_policy(deny).statement_added:
                return
        Annotations.of(self).add_warning_v2(
            "emr-studio-constructs:PrivateGitNotLocked",
            f"whoever may write to bucket {bucket.node.path} may change which Git servers Workspaces trust, and its "
            f"policy cannot be changed here: add a statement that denies {', '.join(LOCKED)} below {_FOLDER}/ in the "
            f"Studio's part of it to all but the role {writer.node.path}, by aws:PrincipalArn",
        )


def _entry(server: PrivateGitServer) -> dict[str, Any]:
    """What AWS's page calls the parts of a server; those that there are."""
    entry = {
        "DnsServerIpV4": server.dns_server_ip_v4,
        "GitServerDnsName": server.git_server_dns_name,
        "GitServerIpV4List": list(server.git_server_ip_v4_list),
    }
    return {name: value for name, value in entry.items() if value}


def _emptiers(bucket: s3.IBucket) -> list[str]:
    """The role by which the CDK empties a bucket that goes with its stack."""
    if bucket.node.try_find_child("AutoDeleteObjectsCustomResource") is None:
        return []
    provider = Stack.of(bucket).node.try_find_child("Custom::S3AutoDeleteObjectsCustomResourceProvider")
    return [provider.role_arn] if isinstance(provider, CustomResourceProviderBase) else []

"""The two security groups of a Studio, with the rules that AWS asks for and no other.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-security-groups.html
"""

from aws_cdk import Tags
from aws_cdk import aws_ec2 as ec2
from constructs import Construct

from .git import GitAccess
from .policies.row import EMR_TAG

_NOTEBOOK_PORT = 18888


class StudioSecurityGroups(Construct):
    """The group of Workspaces and the group of clusters: given, both of them, or defined."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        vpc: ec2.IVpc,
        workspace: ec2.ISecurityGroup | None,
        engine: ec2.ISecurityGroup | None,
        git: GitAccess | None,
        default_git: GitAccess,
    ) -> None:
        """Takes or defines what `EmrStudio` says of these arguments; `git` tells what is known of the rules then."""
        super().__init__(scope, construct_id)
        if workspace is None and engine is None:
            self.git = git or default_git
            self.workspace, self.engine = self._define(vpc, self.git)
            return
        if workspace is None or engine is None:
            given, missing = "workspace_security_group", "engine_security_group"
            if workspace is None:
                given, missing = missing, given
            message = f"{given} needs {missing} beside it: pass both groups, or neither to have them defined"
            raise ValueError(message)
        if git is not None:
            message = "git must not be given with workspace_security_group: the rules of a given group are yours"
            raise ValueError(message)
        if workspace.security_group_id == engine.security_group_id:
            message = (
                "workspace_security_group and engine_security_group must be two groups, got "
                f"{engine.node.path} twice: the workspace group may have no inbound rule"
            )
            raise ValueError(message)
        self.git = GitAccess.none()
        self.workspace, self.engine = workspace, engine

    def _define(self, vpc: ec2.IVpc, git: GitAccess) -> tuple[ec2.ISecurityGroup, ec2.ISecurityGroup]:
        workspace = self._define_group("Workspace", vpc, "Workspaces of an EMR Studio")
        engine = self._define_group("Engine", vpc, "Clusters that Workspaces of an EMR Studio attach to")
        notebook_port = ec2.Port.tcp(_NOTEBOOK_PORT)
        workspace.add_egress_rule(engine, notebook_port, "To the notebook server of an attached cluster")
        engine.add_ingress_rule(workspace, notebook_port, "From Workspaces to the notebook server")
        for peer in (ec2.Peer.any_ipv4(),) if git.peers is None else git.peers:
            workspace.add_egress_rule(peer, ec2.Port.HTTPS, "To Git servers")
        return workspace, engine

    def _define_group(self, construct_id: str, vpc: ec2.IVpc, description: str) -> ec2.SecurityGroup:
        # Without inline rules, EC2's own rule that lets everything out would stay.
        group = ec2.SecurityGroup(
            self,
            construct_id,
            vpc=vpc,
            description=description,
            allow_all_outbound=False,
            disable_inline_rules=False,
        )
        Tags.of(group).add(EMR_TAG, "true")
        return group

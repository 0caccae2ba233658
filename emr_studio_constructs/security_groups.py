"""The two security groups of a Studio, with the rules that AWS asks for and no other.

https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-studio-security-groups.html
"""

from aws_cdk import Tags
from aws_cdk import aws_ec2 as ec2
from constructs import Construct

from ._border import check_both
from .git import GitAccess, PrivateGitServer
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
        check_both(
            "pass both groups, or neither to have them defined",
            workspace_security_group=workspace is not None,
            engine_security_group=engine is not None,
        )
        if workspace is None or engine is None:
            self.are_defined_here = True
            self.git = git or default_git
            self.workspace, self.engine = self._define(vpc, self.git)
            return
        if git is not None:
            message = "git must not be given with workspace_security_group: the rules of a given group are yours"
            raise ValueError(message)
        if workspace.security_group_id == engine.security_group_id:
            message = (
                "workspace_security_group and engine_security_group must be two groups, got "
                f"{engine.node.path} twice: the workspace group may have no inbound rule"
            )
            raise ValueError(message)
        self.are_defined_here = False
        self.git = GitAccess.none()
        self.workspace, self.engine = workspace, engine

    def open_to(self, server: PrivateGitServer) -> None:
        """Lets Workspaces out to a private Git server, and to the DNS server that knows it.

        Args:
            server: The server; where the whole internet is open, TCP 443 to it is too.
        """
        for address in () if self.git.is_internet else server.git_server_ip_v4_list:
            git_server = ec2.Peer.ipv4(f"{address}/32")
            self.workspace.add_egress_rule(git_server, ec2.Port.HTTPS, "To a private Git server")
        if server.dns_server_ip_v4 is not None:
            dns_server = ec2.Peer.ipv4(f"{server.dns_server_ip_v4}/32")
            for port in (ec2.Port.DNS_TCP, ec2.Port.DNS_UDP):
                self.workspace.add_egress_rule(dns_server, port, "To the DNS server of private Git servers")

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

"""Git servers in private networks."""

from collections.abc import Sequence

from emr_studio_constructs import EmrStudio, PrivateGitServer
from emr_studio_constructs.app.blame import blame
from emr_studio_constructs.app.config.private_git import PrivateGitServerConfig


def add_private_git_servers(studio: EmrStudio, config: Sequence[PrivateGitServerConfig]) -> None:
    """Lets Workspaces use them."""
    for position, server in enumerate(config):
        with blame("network", "private_git_servers", position):
            studio.add_private_git_server(
                PrivateGitServer(
                    git_server_dns_name=server.git_server_dns_name,
                    git_server_ip_v4_list=server.git_server_ip_v4_list,
                    dns_server_ip_v4=server.dns_server_ip_v4,
                )
            )

"""Mistakes in private Git servers."""

from aws_cdk import Stack
from bad_inputs import Make, bad, role
from conftest import Argument, new_studio

from emr_studio_constructs import EmrStudio, PrivateGitServer

NAME, LIST, DNS = "git_server_dns_name", "git_server_ip_v4_list", "dns_server_ip_v4"


def server(**arguments: Argument) -> PrivateGitServer:
    return PrivateGitServer(**{NAME: "git.example.com", LIST: ["10.1.2.3"], **arguments})


def server_with(**arguments: Argument) -> Make:
    return lambda _: server(**arguments)


def add_twice(stack: Stack) -> None:
    studio = new_studio(stack)
    for address in ("10.1.2.3", "10.1.2.4"):
        studio.add_private_git_server(server(git_server_ip_v4_list=[address]))


def add_to_imported(stack: Stack) -> None:
    studio = EmrStudio.from_studio_attributes(stack, "Studio", studio_id="es-ONE", service_role=role(stack))
    studio.add_private_git_server(server())


NO_NAME = "must be a DNS name without https:// and port"
NO_ADDRESS = "must be IPv4 without a prefix length, like 10.1.2.3"
BAD_PRIVATE_GIT = [
    *(
        bad(
            f"a private Git server with {what} as its name", server_with(**{NAME: name}), NAME, NO_NAME, f"got {name!r}"
        )
        for what, name in (
            ("an address of the web", "https://git.example.com"),
            ("a port", "git.example.com:8443"),
            ("a path", "git.example.com/team"),
            ("a blank", "git example"),
            ("nothing", ""),
            ("a hyphen at an end", "git-.example.com"),
        )
    ),
    bad(
        "a private Git server with a long name",
        server_with(**{NAME: ".".join(["g" * 50] * 6)}),
        *(NAME, "must have 1 to 253 characters", "got 305"),
    ),
    *(
        bad(f"a private Git server with {what}", server_with(**{LIST: [value]}), LIST, NO_ADDRESS, f"got {value!r}")
        for what, value in (
            ("a range of addresses", "10.1.2.0/24"),
            ("an IPv6 address", "2001:db8::1"),
            ("a name as its address", "git.example.com"),
            ("a number out of range", "10.1.2.300"),
        )
    ),
    bad(
        "a text as the addresses of a private Git server",
        server_with(**{LIST: "10.1.2.3"}),
        *(LIST, "must be a list of IPv4 addresses", "got the text '10.1.2.3'", "put it in brackets"),
    ),
    bad(
        "a private Git server with a name as its DNS server",
        server_with(**{DNS: "ns.example.com"}),
        *(DNS, NO_ADDRESS, "got 'ns.example.com'"),
    ),
    bad(
        "a private Git server that nobody finds",
        server_with(**{LIST: []}),
        *(NAME, "'git.example.com'", f"needs {LIST} or {DNS}", "is not to be added"),
    ),
    bad("a private Git server twice", add_twice, NAME, "must differ", "got 'git.example.com' twice", "name all"),
    bad(
        "a private Git server in a Studio without its bucket",
        add_to_imported,
        *("bucket", "must be known", "from_studio_attributes(..., bucket=..., prefix=...)"),
    ),
]

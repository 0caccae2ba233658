"""ministack with our parts in it, served on a socket of this machine alone."""

import asyncio
import socket
from pathlib import Path

from hypercorn.asyncio import serve as serve_asgi
from hypercorn.config import Config
from ministack.app import app

from . import chosen_ids, containers, identity_services, resource_types, serverless, service, service_catalog, trail
from .emulator.alarms import keep_alarms_on_sums
from .emulator.cloudformation import answer_when_done, make_early
from .emulator.container_roles import tell_iam_about_execution_roles
from .emulator.denials import name_resources_in_denials
from .emulator.ec2_lists import keep_to_filters
from .emulator.iam_simulator import simulate_roles
from .emulator.policy_variables import fill_policy_variables
from .emulator.principal import name_the_role_of_a_session
from .emulator.release import check_release
from .emulator.s3 import have_a_default_kms_key
from .emulator.stack_of_resource import find_stacks_by_resource
from .emulator.sts import answer_sign_ins, keep_source_identities


def extend() -> None:
    """Puts our parts in; ends the process on a release that nobody looked into."""
    check_release()
    have_a_default_kms_key()
    keep_to_filters()
    simulate_roles()
    find_stacks_by_resource()
    answer_when_done()
    fill_policy_variables()
    name_the_role_of_a_session()
    name_resources_in_denials()
    keep_alarms_on_sums()
    keep_source_identities()
    answer_sign_ins()
    chosen_ids.register()
    service.register()
    identity_services.register()
    tell_iam_about_execution_roles()
    containers.register()
    serverless.register()
    service_catalog.register()
    resource_types.register()
    trail.register()
    make_early("AWS::EMR::Studio")


async def serve(listening: socket.socket, *, certificate: Path, key: Path) -> None:
    """Answers until the process ends."""
    config = Config()
    config.bind = [f"fd://{listening.fileno()}"]
    config.certfile, config.keyfile = str(certificate), str(key)
    await serve_asgi(app, config, shutdown_trigger=asyncio.Event().wait)

"""Starts the local AWS: `python -m rehearsal.local_aws`, with the run's directory in REHEARSAL_DIRECTORY.

Writes `ready.json` there once it takes requests. Ends with its standard input, which is to say with whoever started it.
"""

import asyncio
import json
import os
import signal
import socket
import sys
import threading
from pathlib import Path

from .certificates import Certificates, write_certificates

_HOST = "127.0.0.1"


def main() -> None:
    """Serves until its standard input ends."""
    directory = Path(os.environ["REHEARSAL_DIRECTORY"])
    listening = socket.create_server((_HOST, 0))
    port = listening.getsockname()[1]
    certificates = write_certificates(directory, _HOST)
    os.environ.update(_environment(certificates, port))
    threading.Thread(target=_end_with_standard_input, daemon=True).start()
    from .gateway import extend, serve  # noqa: PLC0415 - ministack reads its environment when it is imported

    extend()
    ready = {"endpoint": os.environ["AWS_ENDPOINT_URL"], "ca": str(certificates.authority)}
    # In one move: somebody waits for the file. The socket takes connections already.
    (directory / "ready.json.new").write_text(json.dumps(ready), encoding="utf-8")
    (directory / "ready.json.new").replace(directory / "ready.json")
    asyncio.run(serve(listening, certificate=certificates.certificate, key=certificates.key))


def _environment(certificates: Certificates, port: int) -> dict[str, str]:
    """What ministack reads, the workers of its Lambda functions, and our own clients."""
    return {
        "AUTH": "true",
        "AWS_CA_BUNDLE": str(certificates.authority),
        "AWS_ENDPOINT_URL": f"https://{_HOST}:{port}",
        "BIND_HOST": _HOST,
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        "LOG_LEVEL": "INFO",
        "MINISTACK_HOST": _HOST,
        "MINISTACK_SSL_CERT": str(certificates.certificate),
        "MINISTACK_SSL_KEY": str(certificates.key),
        "NODE_EXTRA_CA_CERTS": str(certificates.authority),
        "SFTP_ENABLED": "0",
        "SSL_CERT_FILE": str(certificates.authority),
        "USE_SSL": "1",
    }


def _end_with_standard_input() -> None:
    """Ends the whole process group, workers for Lambda functions too. There is nothing to save."""
    sys.stdin.buffer.read()
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    main()

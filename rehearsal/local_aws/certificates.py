"""Certificates for one run, by an authority that lives as long as the run."""

from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True, kw_only=True)
class Certificates:
    """Where the certificates of a run are."""

    authority: Path
    certificate: Path
    key: Path


def write_certificates(directory: Path, host: str) -> Certificates:
    """Makes an authority and a certificate for a host."""
    authority = trustme.CA()
    certificate = authority.issue_cert(host, "localhost")
    paths = Certificates(
        authority=directory / "ca.pem", certificate=directory / "server.pem", key=directory / "server.key"
    )
    authority.cert_pem.write_to_path(str(paths.authority))
    certificate.cert_chain_pems[0].write_to_path(str(paths.certificate))
    certificate.private_key_pem.write_to_path(str(paths.key))
    return paths

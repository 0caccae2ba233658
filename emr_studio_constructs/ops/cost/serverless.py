"""What an EMR Serverless application costs while nobody runs anything on it.

https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/pre-init-capacity.html
"""

import re
from collections.abc import Iterator, Sequence

from .item import Item, Kind
from .prices import EMR_PAGE, FREE_DISK_GB, HOURS_A_MONTH, WORKER_DISK_GB, WORKER_GB, WORKER_VCPU
from .resources import Json

# What AWS keeps for kernels:
# https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/interactive-workloads.html
_KERNELS = 4 * WORKER_VCPU + 16 * WORKER_GB


def price_application(properties: Json) -> Iterator[Item]:
    """An application: by use, but for capacity that is kept ready for as long as it is started."""
    on_x86 = properties.get("Architecture", "X86_64") == "X86_64"
    kernels = properties.get("InteractiveConfiguration", {}).get("StudioEnabled") is True
    note = f"{_KERNELS:.2f} USD an hour for kernels while it is started" if kernels and on_x86 else ""
    yield Item(kind=Kind.BY_USE, what="EMR Serverless application", note=note, page=EMR_PAGE)
    capacity = properties.get("InitialCapacity")
    if not capacity:
        return
    hourly = _hourly(capacity) if on_x86 else None
    what = "pre-initialised capacity of EMR Serverless"
    if hourly is None:
        note = "only that of x86, written out and with standard disks, can be priced"
        yield Item(kind=Kind.UNKNOWN, what=what, note=note, page=EMR_PAGE)
        return
    monthly = hourly * HOURS_A_MONTH
    if properties.get("AutoStopConfiguration", {}).get("Enabled") is False:
        note = "from its first start on, since it does not stop by itself"
        yield Item(kind=Kind.FIXED, what=what, each=monthly, note=note, page=EMR_PAGE)
    else:
        note = f"{hourly:,.2f} USD an hour while it is started, {monthly:,.2f} a month at most"
        yield Item(kind=Kind.BY_USE, what=what, note=note, page=EMR_PAGE)


def _hourly(capacity: Sequence[Json]) -> float | None:
    """USD an hour; nothing where a part of it cannot be read or has another price."""
    try:
        return sum(_worker(each["Value"]) for each in capacity)
    except (KeyError, TypeError, ValueError):
        return None


def _worker(value: Json) -> float:
    worker = value["WorkerConfiguration"]
    if worker.get("DiskType", "STANDARD") != "STANDARD":
        raise ValueError(worker["DiskType"])
    disk = _number(worker.get("Disk", "20 GB")) - FREE_DISK_GB
    cpu, memory = _number(worker["Cpu"]), _number(worker["Memory"])
    return int(value["WorkerCount"]) * (cpu * WORKER_VCPU + memory * WORKER_GB + disk * WORKER_DISK_GB)


def _number(text: str) -> int:
    """The number of `4 vCPU` or `16 GB`."""
    found = re.match(r"\d+", text)
    if not found:
        raise ValueError(text)
    return int(found[0])

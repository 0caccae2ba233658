"""What a resource costs, by its type and properties."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from . import prices
from .item import Item, Kind
from .known_types import BY_USE, FREE, NOT_IN_TEMPLATES
from .resources import Json, Resource
from .serverless import price_application

_MINUTE = 60
# Of expressions: those that bring metrics of their own.
_DEARER = ("SELECT", "SEARCH", "ANOMALY_DETECTION_BAND")


def price(resource: Resource) -> Iterator[Item]:
    """The items that a resource is charged by; each resource has one or more."""
    for item in _priced(resource.type, resource.properties):
        yield replace(item, condition=resource.condition)


def _priced(kind: str, properties: Json) -> Iterator[Item]:
    if kind in _BY_PROPERTIES:
        yield from _BY_PROPERTIES[kind](properties)
    elif kind in _FLAT:
        yield _fixed(_FLAT[kind])
    elif kind in FREE:
        yield Item(kind=Kind.FREE, what=kind, page=FREE[kind])
    elif kind in BY_USE or kind.startswith("Custom::"):
        what, page = BY_USE.get(kind, BY_USE["AWS::CloudFormation::CustomResource"])
        yield Item(kind=Kind.BY_USE, what=what, page=page)
    else:
        yield Item(kind=Kind.UNKNOWN, what=kind, note=NOT_IN_TEMPLATES.get(kind, "no price is known here"))


def _fixed(price: prices.Price, *, quantity: int = 1, note: str = "") -> Item:
    return Item(kind=Kind.FIXED, what=price.what, quantity=quantity, each=price.monthly, note=note, page=price.page)


def _endpoint(properties: Json) -> Iterator[Item]:
    """An endpoint costs in each zone, and has one subnet in each.

    https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
    """
    match properties.get("VpcEndpointType", "Gateway"), properties.get("SubnetIds"):
        case "Gateway", _:
            yield Item(kind=Kind.FREE, what="gateway endpoint", page=prices.VPC_PAGE)
        case "Interface", list() as subnets if subnets and not any(_is_choice(each) for each in subnets):
            yield _fixed(prices.INTERFACE_ENDPOINT, quantity=len(subnets))
        case kind, _:
            note = "only interface endpoints with their subnets written out can be counted"
            yield Item(kind=Kind.UNKNOWN, what=f"{kind if isinstance(kind, str) else 'VPC'} endpoint", note=note)


def _nat_gateway(properties: Json) -> Iterator[Item]:
    """A gateway is in one zone; a regional one costs in each zone that it is in, and follows what needs it.

    https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
    """
    if properties.get("AvailabilityMode", "zonal") == "zonal":
        yield _fixed(prices.NAT_GATEWAY)
        return
    note = "only those of one zone can be counted"
    yield Item(kind=Kind.UNKNOWN, what="regional NAT gateway", note=note, page=prices.VPC_PAGE)


def _key(properties: Json) -> Iterator[Item]:
    once = prices.KEY.monthly + prices.KEY_ROTATION.monthly
    twice = once + prices.KEY_ROTATION.monthly
    rotates = properties.get("EnableKeyRotation") is True
    yield _fixed(
        prices.KEY, note=f"{once:.2f} each after one rotation, {twice:.2f} after two and more" if rotates else ""
    )


def _alarm(properties: Json) -> Iterator[Item]:
    metrics = properties.get("Metrics") or [{"MetricStat": properties}]
    is_query = "EvaluationCriteria" in properties
    if is_query or not isinstance(metrics, list) or not all(map(_is_plain, metrics)):
        note = "alarms on queries, anomalies and choices have prices of their own"
        yield Item(kind=Kind.UNKNOWN, what="alarm", note=note, page=prices.CLOUDWATCH_PAGE)
        return
    for stat in (metric["MetricStat"] for metric in metrics if "MetricStat" in metric):
        period = stat.get("Period", _MINUTE)
        yield _fixed(prices.FAST_ALARM if isinstance(period, int) and period < _MINUTE else prices.ALARM)


def _is_plain(metric: Json) -> bool:
    """Whether it is a metric, or arithmetic on metrics, which costs nothing more."""
    expression = str(metric.get("Expression", "")).upper()
    return not (_is_choice(metric) or any(word in expression for word in _DEARER))


def _log_group(properties: Json) -> Iterator[Item]:
    match properties.get("RetentionInDays"):
        case None:
            kept = "for ever"
        case int(days):
            kept = f"{days} days"
        case _:
            kept = "as long as the deploy is told"
    note = f"kept {kept}, {prices.LOG_GB:.2f} USD a GB and month"
    yield Item(kind=Kind.BY_USE, what="log group", note=note, page=prices.CLOUDWATCH_PAGE)


def _is_choice(value: object) -> bool:
    """Whether a part of a list may be there or not."""
    return isinstance(value, dict) and "Fn::If" in value


_FLAT: Mapping[str, prices.Price] = {
    "AWS::CloudWatch::CompositeAlarm": prices.COMPOSITE_ALARM,
    "AWS::CloudWatch::Dashboard": prices.DASHBOARD,
    "AWS::EC2::EIP": prices.PUBLIC_ADDRESS,
    "AWS::EKS::Cluster": prices.EKS_CLUSTER,
    "AWS::KMS::ReplicaKey": prices.KEY,
    "AWS::SecretsManager::Secret": prices.SECRET,
}
_BY_PROPERTIES: Mapping[str, Callable[[Json], Iterator[Item]]] = {
    "AWS::CloudWatch::Alarm": _alarm,
    "AWS::EC2::NatGateway": _nat_gateway,
    "AWS::EC2::VPCEndpoint": _endpoint,
    "AWS::EMRServerless::Application": price_application,
    "AWS::KMS::Key": _key,
    "AWS::Logs::LogGroup": _log_group,
}

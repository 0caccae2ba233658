"""The network around a Studio, as EC2 describes it."""

from emr_studio_constructs.ops.reader import Json, Reader


def route_table_of(read: Reader, subnet: Json) -> Json | None:
    """The route table of a subnet: its own, or else the VPC's main one."""
    main = None
    for table in read.ec2("describe_route_tables", "RouteTables", vpc_id=[subnet["VpcId"]]):
        for association in table.get("Associations", []):
            if association.get("SubnetId") == subnet["SubnetId"]:
                return table
            if association.get("Main"):
                main = table
    return main


def endpoints_of(read: Reader, vpc_id: str) -> list[Json]:
    """The VPC endpoints that work."""
    found = read.ec2("describe_vpc_endpoints", "VpcEndpoints", vpc_id=[vpc_id])
    return [endpoint for endpoint in found if endpoint.get("State", "available").lower() == "available"]


def s3_endpoints_of(read: Reader, subnet: Json) -> list[Json]:
    """The VPC endpoints by which a subnet reaches S3 of the Region."""
    table = route_table_of(read, subnet) or {}
    known = {endpoint["VpcEndpointId"]: endpoint for endpoint in endpoints_of(read, subnet["VpcId"])}
    found = [
        endpoint
        for endpoint in known.values()
        if endpoint["ServiceName"].endswith(f".{read.aws.region}.s3")
        and (table.get("RouteTableId") in endpoint.get("RouteTableIds", []) or endpoint.get("PrivateDnsEnabled", False))
    ]
    # Of a VPC that another account shares, the routes are seen and the endpoints are not.
    routed = [route["GatewayId"] for route in table.get("Routes", []) if _is_to_endpoint(route)]
    return found + [{"VpcEndpointId": name} for name in routed if name not in known]


def group_of(read: Reader, group_id: str) -> Json | None:
    """A security group; none where there is none."""
    found = read.find("ec2", "describe_security_groups", GroupIds=[group_id])
    return found["SecurityGroups"][0] if found else None


def is_tagged(thing: Json, key: str, value: str) -> bool:
    """Whether a thing has a tag."""
    return {"Key": key, "Value": value} in thing.get("Tags", [])


def _is_to_endpoint(route: Json) -> bool:
    return "DestinationPrefixListId" in route and route.get("GatewayId", "").startswith("vpce-")

"""AWS::EC2::SecurityGroupIngress and AWS::EC2::SecurityGroupEgress."""

from typing import Any

from rehearsal.local_aws.client import client

from .base import SchemaHandler

Json = dict[str, Any]
_EVERYTHING = "-1"


class _Rule(SchemaHandler):
    direction: str
    peer: str

    def make(self, properties: Json) -> tuple[str, Json]:
        """Authorizes the rule."""
        answer = self._call("authorize", properties)
        rule_id = answer["SecurityGroupRules"][0]["SecurityGroupRuleId"]
        return rule_id, {"Id": rule_id}

    def change(self, physical_id: str, _old: Json, new: Json) -> Json:
        """Rewrites the description, all that changes in place."""
        update = getattr(client("ec2"), f"update_security_group_rule_descriptions_{self.direction}")
        update(GroupId=new["GroupId"], IpPermissions=[self._permission(new)])
        return {"Id": physical_id}

    def remove(self, _physical_id: str, properties: Json) -> None:
        """Revokes the rule."""
        self._call("revoke", properties)

    def _call(self, verb: str, properties: Json) -> Json:
        call = getattr(client("ec2"), f"{verb}_security_group_{self.direction}")
        return dict(call(GroupId=properties["GroupId"], IpPermissions=[self._permission(properties)]))

    def _permission(self, properties: Json) -> Json:
        note = {"Description": properties["Description"]} if "Description" in properties else {}
        permission: Json = {
            name: properties[name] for name in ("IpProtocol", "FromPort", "ToPort") if name in properties
        }
        if cidr := properties.get("CidrIp"):
            permission["IpRanges"] = [{"CidrIp": cidr, **note}]
        if cidr := properties.get("CidrIpv6"):
            permission["Ipv6Ranges"] = [{"CidrIpv6": cidr, **note}]
        if prefix_list := properties.get(f"{self.peer}PrefixListId"):
            permission["PrefixListIds"] = [{"PrefixListId": prefix_list, **note}]
        if group := properties.get(f"{self.peer}SecurityGroupId"):
            permission["UserIdGroupPairs"] = [{"GroupId": group, **note}]
        return permission


class SecurityGroupIngress(_Rule):
    """A rule for what comes in."""

    type_name = "AWS::EC2::SecurityGroupIngress"
    direction = "ingress"
    peer = "Source"


class SecurityGroupEgress(_Rule):
    """A rule for what goes out."""

    type_name = "AWS::EC2::SecurityGroupEgress"
    direction = "egress"
    peer = "Destination"

    def make(self, properties: Json) -> tuple[str, Json]:
        """Takes the rule away by which EC2 lets everything out of a new group, then authorizes this one.

        AWS's page on security groups says it of groups without rules of their own; that separate rules count as such is
        what users report: https://github.com/aws/aws-cdk/issues/22140
        """
        group = client("ec2").describe_security_groups(GroupIds=[properties["GroupId"]])["SecurityGroups"][0]
        everything = [rule for rule in group["IpPermissionsEgress"] if rule["IpProtocol"] == _EVERYTHING]
        if everything:
            client("ec2").revoke_security_group_egress(GroupId=properties["GroupId"], IpPermissions=everything)
        return super().make(properties)

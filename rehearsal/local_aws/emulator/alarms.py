"""CloudWatch alarms on sums of metrics, which ministack's CloudFormation refuses: kept, and never evaluated."""

from typing import Any

from ministack.services.cloudformation import provisioners

Json = dict[str, Any]


def keep_alarms_on_sums() -> None:
    """Lets CloudFormation make them."""
    theirs = provisioners._cw_metric_alarm_record

    def record(name: str, properties: Json) -> Json:
        if not properties.get("Metrics"):
            return dict(theirs(name, properties))
        alarm = theirs(name, {**properties, "Metrics": None, "MetricName": "sum", "Namespace": "none"})
        # Without them, ministack has nothing to evaluate.
        for key in ("MetricName", "Namespace", "Statistic", "Period"):
            del alarm[key]
        return {**alarm, "Metrics": properties["Metrics"]}

    provisioners._cw_metric_alarm_record = record

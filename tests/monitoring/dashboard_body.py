"""What CloudWatch takes for the body of a dashboard, as far as our dashboards use it.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Dashboard-Body-Structure.html
"""

from collections.abc import Iterator

from conftest import Json

_TEXT = {"type": "string", "minLength": 1}
_SECONDS = {"type": "integer", "minimum": 60, "multipleOf": 60}
_STATISTIC = {"enum": ["Average", "Sum"]}
_OPTIONS = {
    "type": "object",
    "properties": {
        "color": {"type": "string", "pattern": "^#[0-9a-f]{6}$"},
        "expression": _TEXT,
        "id": {"type": "string", "pattern": "^[a-z][A-Za-z0-9_]*$"},
        "label": _TEXT,
        "period": _SECONDS,
        "stat": _STATISTIC,
        "visible": {"type": "boolean"},
    },
    "additionalProperties": False,
}
_METRIC = {
    "type": "object",
    "required": ["view", "region", "title", "metrics"],
    "properties": {
        "view": {"enum": ["timeSeries", "singleValue"]},
        "region": {"type": "string", "pattern": "^[a-z]{2}(-[a-z]+)+-[0-9]$"},
        "title": _TEXT,
        "stacked": {"type": "boolean"},
        "setPeriodToTimeRange": {"type": "boolean"},
        "metrics": {
            "type": "array",
            "minItems": 1,
            "maxItems": 500,
            "items": {"type": "array", "minItems": 1, "items": {"anyOf": [_TEXT, _OPTIONS]}},
        },
        "yAxis": {
            "type": "object",
            "properties": {
                "left": {
                    "type": "object",
                    "properties": {"min": {"type": "number"}, "showUnits": {"type": "boolean"}},
                    "additionalProperties": False,
                }
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
_ALARMS = {
    "type": "object",
    "required": ["alarms"],
    "properties": {
        "title": _TEXT,
        "alarms": {
            "type": "array",
            "minItems": 1,
            "maxItems": 100,
            "items": {"type": "string", "pattern": "^arn:aws[a-z-]*:cloudwatch:[a-z0-9-]+:[0-9]{12}:alarm[:/].+$"},
        },
    },
    "additionalProperties": False,
}
_MARKDOWN = {
    "type": "object",
    "required": ["markdown"],
    "properties": {"markdown": _TEXT, "background": {"enum": ["transparent", "solid"]}},
    "additionalProperties": False,
}


def _widget(kind: str, properties: Json) -> Json:
    return {
        "type": "object",
        "required": ["type", "x", "y", "width", "height", "properties"],
        "properties": {
            "type": {"const": kind},
            "x": {"type": "integer", "minimum": 0, "maximum": 23},
            "y": {"type": "integer", "minimum": 0},
            "width": {"type": "integer", "minimum": 1, "maximum": 24},
            "height": {"type": "integer", "minimum": 1, "maximum": 1000},
            "properties": properties,
        },
        "additionalProperties": False,
    }


BODY = {
    "type": "object",
    "required": ["widgets"],
    "properties": {
        "start": {"type": "string", "pattern": "^-P"},
        "periodOverride": {"enum": ["auto", "inherit"]},
        "widgets": {
            "type": "array",
            "maxItems": 500,
            "items": {"anyOf": [_widget("metric", _METRIC), _widget("alarm", _ALARMS), _widget("text", _MARKDOWN)]},
        },
    },
    "additionalProperties": False,
}


def cells(widget: Json) -> set[tuple[int, int]]:
    """The cells of the grid that a widget covers."""
    columns = range(widget["x"], widget["x"] + widget["width"])
    return {(x, y) for x in columns for y in range(widget["y"], widget["y"] + widget["height"])}


def graphs(body: Json) -> dict[str, Json]:
    """The properties of the widgets that show metrics, by title."""
    shown = [widget["properties"] for widget in body["widgets"] if widget["type"] == "metric"]
    by_title = {properties["title"]: properties for properties in shown}
    assert len(by_title) == len(shown), by_title.keys()
    return by_title


def metrics(properties: Json) -> Iterator[tuple[str, str, dict[str, str], Json]]:
    """The metrics of a widget: namespace, name, dimensions, options; not its expressions."""
    for entry in properties["metrics"]:
        *names, options = entry if isinstance(entry[-1], dict) else [*entry, {}]
        if names:
            namespace, name, *rest = names
            assert len(rest) % 2 == 0, entry
            yield namespace, name, dict(zip(rest[::2], rest[1::2], strict=True)), options
        else:
            assert options["expression"], entry


def expressions(properties: Json) -> list[str]:
    """The expressions of a widget."""
    return [entry[0]["expression"] for entry in properties["metrics"] if isinstance(entry[0], dict)]

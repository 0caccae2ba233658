"""Computes functions of a template, as far as their arguments are known.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
"""

from typing import Any

# Whatever a template holds: text, numbers, lists, objects.
Value = Any


def find(mapping: Value, keys: list[Value]) -> Value:
    """What a mapping has for some keys; all of it where one is not known."""
    found = mapping
    for key in keys:
        if not isinstance(key, str) or not isinstance(found, dict) or key not in found:
            return {"Fn::FindInMap": [mapping, *keys]}
        found = found[key]
    return found


def computed(function: str, argument: Value) -> Value:
    """What a function gives, or the function where its argument is not known."""
    match function, argument:
        case "Fn::Join", [delimiter, list(parts)]:
            return join(parts, delimiter)
        case "Fn::Select", [str(index), list(items)] if index.isdigit() and int(index) < len(items):
            return items[int(index)]
        case "Fn::Split", [str(delimiter), str(text)]:
            return text.split(delimiter)
    return {function: argument}


def join(parts: list[Value], delimiter: str = "") -> Value:
    """A text of parts, as few as there can be."""
    pieces: list[Value] = []
    for number, part in enumerate(parts):
        inner = part["Fn::Join"][1] if isinstance(part, dict) and part.get("Fn::Join", [None])[0] == "" else [part]
        for piece in [delimiter if number else "", *inner]:
            if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
                pieces[-1] += piece
            elif piece != "":
                pieces.append(piece)
    if len(pieces) <= 1:
        return pieces[0] if pieces else ""
    return {"Fn::Join": ["", pieces]}

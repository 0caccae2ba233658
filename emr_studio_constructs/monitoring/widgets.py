"""How graphs and headings look: alike, on CloudWatch's grid of 24 columns."""

from collections.abc import Sequence

from aws_cdk import aws_cloudwatch as cloudwatch

WIDTH = 24
_HEIGHT = 6

Row = tuple[cloudwatch.IWidget, ...]
"""Widgets beside each other."""


def heading(words: str) -> Row:
    """A line of its own, above the rows that it is about."""
    return (_text(f"## {words}", height=1),)


def title(markdown: str) -> Row:
    """What stands at the top."""
    return (_text(markdown, height=2),)


def graph(
    words: str, metrics: Sequence[cloudwatch.IMetric], *, width: int, stacked: bool = False
) -> cloudwatch.GraphWidget:
    """A graph from zero up, its unit in its title."""
    return cloudwatch.GraphWidget(
        title=words,
        left=list(metrics),
        left_y_axis=cloudwatch.YAxisProps(min=0, show_units=False),
        stacked=stacked,
        width=width,
        height=_HEIGHT,
    )


def _text(markdown: str, *, height: int) -> cloudwatch.TextWidget:
    background = cloudwatch.TextWidgetBackground.TRANSPARENT
    return cloudwatch.TextWidget(markdown=markdown, width=WIDTH, height=height, background=background)

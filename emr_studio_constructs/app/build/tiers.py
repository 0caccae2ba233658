"""Tiers by name: the library's, and those of the config."""

from collections.abc import Mapping

from emr_studio_constructs import Allow, Condition, CustomTier, Tier
from emr_studio_constructs.app.blame import blame
from emr_studio_constructs.app.config.tiers import CustomTierConfig, RowConfig

Tiers = Mapping[str, Tier | CustomTier]


def tiers_of(config: Mapping[str, CustomTierConfig]) -> Tiers:
    """All tiers that a Studio's people can be given."""
    tiers: dict[str, Tier | CustomTier] = {tier.value: tier for tier in Tier}
    for name, tier in config.items():
        with blame("custom_tiers", name):
            rows = tuple(_row(row) for row in tier.rows)
            tiers[name] = CustomTier(name=name, capabilities=tier.capabilities, rows=rows)
    return tiers


def _row(config: RowConfig) -> Allow:
    when = tuple(
        Condition(operator, key, values)
        for operator, conditions in config.conditions.items()
        for key, values in conditions.items()
    )
    return Allow(sid=config.sid, actions=config.actions, on=config.resources, when=when)

"""Conditions 条件: small three-valued questions from which a campaign composes its grounds.

Each asks one thing of one subject and answers yes, no or not known, with the records that led there. A missing fact
is never "no". Adding one is the only reason to write code for a campaign.
"""

from duban.domain.conditions import cards, enterprise, hazards, orders, safety_work, suspensions
from duban.domain.conditions.registry import CONDITIONS, Condition

__all__ = ["CONDITIONS", "Condition", "cards", "enterprise", "hazards", "orders", "safety_work", "suspensions"]

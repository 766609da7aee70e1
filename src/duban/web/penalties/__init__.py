"""Penalties 行政处罚 on the screen: the clocks of a decision, the ranges of its basis."""

"""Queries 查询: reading. Lists, standings, figures; nothing here writes."""

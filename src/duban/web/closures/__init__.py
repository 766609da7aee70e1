"""Closures 关停验收 on the screen: tabs, the completeness gate, the sheets of a dossier."""

"""Command line 命令行: thin callers of actions and queries; one file per noun, registered in ``commands``."""

"""Configuration 配置: settings, addresses, server start: what puts the rooms together."""

"""Template tags: `ui` draws components, `wording` writes days, money and messages."""

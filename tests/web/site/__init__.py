"""The product itself on a throw-away database with an invented season, for the browser tests and the eye."""

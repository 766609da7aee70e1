"""The officers' pages, one module per noun."""

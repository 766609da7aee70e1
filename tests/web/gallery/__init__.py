"""The gallery: every component on one page with sample data, to be looked at and checked in a browser.

``python -m tests.web.gallery`` serves it on http://127.0.0.1:8099/.
It has settings of its own because it needs no database.
"""

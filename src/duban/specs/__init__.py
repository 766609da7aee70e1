"""Specs 规格: law, calendars, hazards and campaigns as data that a jurist can read, and the loader that checks them."""

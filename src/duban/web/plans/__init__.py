"""检查方案 on the screen: ledger coverage, calendar, load, conflicts, the form of a plan."""

"""Records 档案: the only Django app with tables. Rows, constraints, and what turns rows into facts."""

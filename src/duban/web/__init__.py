"""Web 执法人员网页: the officers' pages. Thin: asks `queries`, calls `actions`, decides nothing."""

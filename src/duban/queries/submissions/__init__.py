"""Submissions 报送: what a return would hold and lacks, who has sent theirs, what changed since, the city's form."""

from duban.queries.submissions.checking import cross_checks, findings_of
from duban.queries.submissions.consolidating import consolidated_table
from duban.queries.submissions.differences import ChangedBy, Difference, differences
from duban.queries.submissions.frozen import frozen_table
from duban.queries.submissions.marks import unit_returns
from duban.queries.submissions.now import table_now
from duban.queries.submissions.own import own_table
from duban.queries.submissions.records import (
    ReturnRecord,
    ReturnVersion,
    return_differences,
    return_findings,
    return_record,
    return_table,
    version_changes,
    version_in_force,
)
from duban.queries.submissions.verification import verified_return

__all__ = [
    "ChangedBy",
    "Difference",
    "ReturnRecord",
    "ReturnVersion",
    "consolidated_table",
    "cross_checks",
    "differences",
    "findings_of",
    "frozen_table",
    "own_table",
    "return_differences",
    "return_findings",
    "return_record",
    "return_table",
    "table_now",
    "unit_returns",
    "verified_return",
    "version_changes",
    "version_in_force",
]

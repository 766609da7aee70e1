"""A dump holds what row security hides, appears whole, and comes back as it was."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from duban.embedded import Cluster, ClusterError, dump, roles

HIDDEN = """
CREATE TABLE hidden (agency text);
INSERT INTO hidden VALUES ('210102'), ('210103');
ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;
ALTER TABLE hidden FORCE ROW LEVEL SECURITY;
"""


def test_a_dump_holds_hidden_rows_and_comes_back(tmp_path: Path) -> None:
    target = tmp_path / "duban.dump"
    with Cluster.throw_away() as cluster:
        cluster.run_sql(roles.grants_sql(), role=roles.OWNER, database=roles.DATABASE)
        cluster.run_sql(HIDDEN, role=roles.OWNER, database=roles.DATABASE)
        dump.dump(cluster.programs(), cluster.address(roles.BACKUP), target)
        cluster.run_sql(roles.database_sql("again"))
        dump.restore(cluster.programs(), cluster.address(roles.OWNER, "again"), target)
        assert cluster.run_sql("SELECT count(*) FROM hidden", role=roles.BACKUP, database="again") == "2\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


def test_a_dump_that_fails_leaves_no_file_that_looks_finished(tmp_path: Path) -> None:
    target = tmp_path / "duban.dump"
    with Cluster.throw_away() as cluster, pytest.raises(ClusterError, match="no_such_database"):
        dump.dump(cluster.programs(), cluster.address(roles.BACKUP, "no_such_database"), target)
    assert not target.exists()

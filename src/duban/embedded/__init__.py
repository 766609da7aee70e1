"""Embedded database 内置数据库: finds, starts and stops PostgreSQL. Standard library only; Linux.

``Cluster.at(project_dir)`` is the installation's database, ``Cluster.throw_away()`` one for a test run.
"""

from duban.embedded.cluster import Cluster, State, Status
from duban.embedded.errors import AlreadyRunning, ClusterError

__all__ = ["AlreadyRunning", "Cluster", "ClusterError", "State", "Status"]

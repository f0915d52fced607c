"""Starts and shares the embedded PostgreSQL and Valkey of a machine that has no servers of its own.

`places` says where things lie, `programs` runs what the packages bring, `postgres` and `valkey` are
the servers, `sharing` starts them with the first process and `guardian` stops them after the last.
Nothing here imports Django or anything of the application.
"""

from .databases import (
    create_database,
    databases,
    drop_database,
    renew_database,
    with_database,
)
from .folder import ROOT_DATA
from .places import (
    HOST,
    REPOSITORY,
    ServersUnavailable,
    database_name,
    is_test_cluster,
    var_folder,
)
from .postgres import APPLICATION, OWNER
from .programs import program
from .sharing import Servers, ensure, release, remove, status, stop, stop_if_unused

__all__ = [
    "APPLICATION",
    "HOST",
    "OWNER",
    "REPOSITORY",
    "ROOT_DATA",
    "Servers",
    "ServersUnavailable",
    "create_database",
    "database_name",
    "databases",
    "drop_database",
    "ensure",
    "is_test_cluster",
    "program",
    "release",
    "remove",
    "renew_database",
    "status",
    "stop",
    "stop_if_unused",
    "var_folder",
    "with_database",
]

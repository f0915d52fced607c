"""The embedded servers are shared, stop with the last user and come back after a hard end."""

import contextlib
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from oia import servers
from oia.servers import REPOSITORY

from .place import Place, eventually, leave

PAIR = "import psycopg2\ndef ask(url, sql):\n    c = psycopg2.connect(url); c.autocommit = True\n"
ASK = PAIR + "    k = c.cursor(); k.execute(sql); return k.fetchall() if k.description else None\n"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    found = Place(tmp_path / "var")
    yield found
    found.clear()


def python_for_all() -> str:
    """A Python that another user may run, with our packages; root's own may lie in its home."""
    packages = str(Path(yaml.__file__).parents[1])
    code = f"import sys; sys.path.append({packages!r}); import psycopg2, oia"
    for python in (sys.executable, "/usr/bin/python3"):
        with contextlib.suppress(OSError):
            done = subprocess.run(
                [python, "-c", code], cwd=REPOSITORY, user="nobody", group="nogroup",
                extra_groups=[], env={"PYTHONDONTWRITEBYTECODE": "1"}, capture_output=True,
            )  # fmt: skip
            if done.returncode == 0:
                return python
    pytest.skip("no Python with the packages of this environment can be run by another user")


def test_processes_that_come_at_once_share_one_server(place: Place) -> None:
    users = [place.user() for _ in range(4)]
    addresses = [user.stdout.readline().strip() for user in users if user.stdout]
    leave(*users)
    assert addresses[0].startswith("postgres://oia_owner:")
    assert addresses == [addresses[0]] * 4


def test_servers_stop_with_the_last_user_and_not_before(place: Place) -> None:
    first, second = place.user(), place.user()
    for user in (first, second):
        assert user.stdout
        user.stdout.readline()
    leave(first)
    assert not eventually(lambda: place.runs() != (True, True), seconds=1.5)
    leave(second)
    assert eventually(lambda: place.runs() == (False, False))


def test_a_killed_user_counts_as_gone(place: Place) -> None:
    user = place.user()
    assert user.stdout
    user.stdout.readline()
    user.kill()
    leave(user)
    assert eventually(lambda: place.runs() == (False, False))


def test_data_survive_the_death_of_everything(place: Place) -> None:
    user = place.user()
    assert user.stdout
    first = user.stdout.readline().strip()
    place.tell(f"{ASK}ask({first!r}, 'CREATE TABLE kept AS SELECT 7 AS number')")
    user.kill()
    place.kill_everything()
    leave(user)
    found = place.tell(f"{ASK}print(ask(servers.ensure().owner_url, 'SELECT number FROM kept'))")
    assert found == "[(7,)]"


def test_a_server_that_died_comes_back_at_the_same_address(place: Place) -> None:
    user = place.user()
    assert user.stdout
    first = user.stdout.readline().strip()
    place.kill_everything()
    assert place.tell("print(servers.ensure().owner_url)") == first
    leave(user)


def test_the_number_of_a_crashed_server_may_belong_to_another_program(place: Place) -> None:
    place.tell("servers.ensure(); servers.stop()")
    stale = (place.var / "servers-test").resolve() / "pg" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{stale.parent}\n0\n1\n\n127.0.0.1\n0 0\nready\n")
    assert "oia_app" in place.tell("print(servers.ensure().database_url)")


def test_no_role_of_the_application_is_a_superuser(place: Place) -> None:
    sql = (
        "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles "
        "WHERE rolname LIKE 'oia%' ORDER BY 1"
    )
    found = place.tell(f"{ASK}print(ask(servers.ensure().database_url, {sql!r}))")
    assert found == "[('oia_app', False, False, False), ('oia_owner', False, True, False)]"


def test_the_application_reads_and_writes_what_the_owner_makes(place: Place) -> None:
    found = place.tell(
        f"{ASK}s = servers.ensure()\n"
        "ask(s.owner_url, 'CREATE TABLE t (id serial, name text)')\n"
        "ask(s.database_url, \"INSERT INTO t (name) VALUES ('Köln')\")\n"
        "print(ask(s.database_url, 'SELECT id, name FROM t'))\n"
        "try: ask(s.database_url, 'DROP TABLE t')\n"
        "except psycopg2.errors.InsufficientPrivilege: print('refused')"
    )
    assert found.splitlines() == ["[(1, 'Köln')]", "refused"]


def test_a_new_database_has_the_extensions_and_can_be_copied(place: Place) -> None:
    sql = (
        "SELECT array_agg(extname::text ORDER BY extname) FROM pg_extension "
        "WHERE extname <> 'plpgsql'"
    )
    found = place.tell(
        f"{ASK}u = servers.ensure().owner_url\n"
        "servers.create_database('one')\n"
        "ask(servers.with_database(u, 'one'), 'CREATE TABLE copied (id int)')\n"
        "servers.create_database('two', template='one')\n"
        "servers.drop_database('one')\n"
        f"print(ask(servers.with_database(u, 'two'), {sql!r})[0][0])\n"
        "print(ask(servers.with_database(u, 'two'), 'SELECT count(*) FROM copied'))"
    )
    assert found.splitlines() == ["['btree_gist', 'pg_trgm', 'unaccent']", "[(0,)]"]


def test_each_database_has_a_broker_of_its_own(place: Place) -> None:
    ask = "print(servers.ensure().redis_url)"
    assert place.tell(ask).endswith("/0")
    assert not place.tell(ask, OIA_DATABASE="oia_report_x").endswith("/0")


def test_passwords_are_for_the_owner_alone_and_needed(place: Place) -> None:
    url = place.tell("print(servers.ensure().owner_url)")
    assert stat.S_IMODE((place.var / "servers-test.json").stat().st_mode) == 0o600
    without = "postgres://oia_owner@" + url.partition("@")[2]
    done = place.run(f"import psycopg2\nservers.ensure(); psycopg2.connect({without!r})")
    assert "no password supplied" in done.stderr


def test_what_cannot_start_is_said_in_one_line() -> None:
    done = Place(Path("/proc/nowhere")).run(
        "import sys\n"
        "try: servers.ensure()\n"
        "except servers.ServersUnavailable as error: sys.exit(str(error))"
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "The folder /proc/nowhere cannot be made: No such file or directory."
    ]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_an_ordinary_user_can_start_them() -> None:
    folder = Path(tempfile.mkdtemp(prefix="oia-"))
    shutil.chown(folder, "nobody", "nogroup")
    place = Place(folder / "var", user="nobody", python=python_for_all())
    place.environment["PYTHONPATH"] = str(Path(yaml.__file__).parents[1])
    try:
        assert "oia_app" in place.tell("print(servers.ensure().database_url)")
        assert (folder / "var" / "servers-test" / "pg").owner() == "nobody"
        place.clear()
    finally:
        shutil.rmtree(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the servers as another user")
def test_root_opens_nobodys_home_for_the_servers(place: Place) -> None:
    home = place.var.parent
    home.chmod(0o700)
    place.tell("servers.ensure()")
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    data = (place.var / "servers-test").resolve()
    assert data.parent == servers.ROOT_DATA
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's data lie outside the checkout")
def test_a_new_checkout_starts_where_another_one_was_removed(place: Place) -> None:
    """Its data stay behind in the same folder, their passwords do not."""
    place.tell("servers.ensure()")
    assert eventually(lambda: place.runs() == (False, False))
    shutil.rmtree(place.var)
    assert "oia_app" in place.tell("print(servers.ensure().database_url)")


def test_another_database_at_the_same_address() -> None:
    url = "postgres://oia_app:pass@127.0.0.1:5432/oia?sslmode=require"
    expected = "postgres://oia_app:pass@127.0.0.1:5432/other?sslmode=require"
    assert servers.with_database(url, "other") == expected


@pytest.mark.parametrize("name", ["", "a-b", 'x"; DROP', "Ä", "a" * 64, "1a"])
def test_a_name_that_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(servers.ServersUnavailable, match="no name for a database"):
        servers.with_database("postgres://localhost/x", name)

"""The drill: a backup with a published report comes back whole, and a damaged one is refused."""

import datetime as dt
import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from django.utils import timezone
from django.utils.translation import override

from oia import servers
from oia.core import archive, erasures, files, marks, outbox, restore
from oia.core.archive import MANIFEST, Archive, Refused, canonical
from oia.core.backup import backup
from oia.core.jobs import claim, enqueue
from oia.core.models import Job, Mark, OutboxMail, StoredFile, User
from oia.office.actions import set_up_office
from partners.models import Partnership
from reporting import actions, paper
from reporting.choices import ReportStatus
from reporting.models import Report, ReportVersion
from tests.factories import make_partnership, make_trip, make_user
from tests.races import Rival
from tests.reporting.city import fill
from tests.reporting.city import report as snapshot_of


def publish() -> ReportVersion:
    """A published report of a city with something in every register."""
    office = set_up_office(city="Musterhausen", country="DE")
    with transaction.atomic():
        fill()
    author = make_user("officer", email="author@example.org")
    row = actions.begin_report(year=2025, language="en", by=author)
    built = snapshot_of(office)
    actions.store_build(row, built, b"%PDF draft", b"annex")
    return frozen(Report.objects.get(pk=row.pk), author)


def frozen(report: Report, author: User) -> ReportVersion:
    """Put up for review, printed and published, as worker and second person would."""
    report.status = ReportStatus.REVIEW
    report.save()
    with override(report.language):
        printed = paper.pdf(report.snapshot, draft=False, version=actions.next_number(report))
    actions.store_print(report, printed)
    return actions.freeze(report, by=author)


def rewrite(folder: Path, **changes: Any) -> None:
    """A manifest that says something else and has the right hash of itself."""
    text = json.loads((folder / MANIFEST).read_text())
    text["content"] |= changes
    text["sha256"] = hashlib.sha256(canonical(text["content"])).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(text))


class Elsewhere:
    """An empty database into which the office is restored."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> "Elsewhere":
        self.before = connections["owner"].settings_dict["NAME"]
        servers.drop_database(self.name)
        servers.create_database(self.name)
        self._use(self.name)
        return self

    def __exit__(self, *_args: object) -> None:
        self._use(self.before)
        servers.drop_database(self.name)

    def _use(self, name: str) -> None:
        for alias in ("default", "owner"):
            connections[alias].close()
            connections[alias].settings_dict["NAME"] = name


@pytest.fixture
def elsewhere(kept: Path) -> Elsewhere:
    return Elsewhere(f"{connections['owner'].settings_dict['NAME']}_restored")


def test_the_drill_finds_a_published_report_byte_for_byte(kept: Path, capsys: Any) -> None:
    publish()
    call_command("backup", str(kept))
    call_command("restore", str(kept), "--verify")
    said = capsys.readouterr().out.splitlines()
    assert said[-1] == (
        "  1 published reports with their hashes; the newest set again: the same bytes"
    )
    mark = Mark.objects.get(name=marks.VERIFIED)
    assert f"{mark.detail['name']} is whole:" in said
    assert not OutboxMail.objects.filter(state="paused").exists()


def test_a_report_that_was_changed_in_the_backup_is_found(kept: Path) -> None:
    """The negative control of the drill: as the owner, past the trigger."""
    version = publish()
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE reporting_reportversion DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE reporting_reportversion SET snapshot = jsonb_set(snapshot, '{year}', '1999')"
        )
        cursor.execute("ALTER TABLE reporting_reportversion ENABLE TRIGGER USER")
    backup(kept)
    with pytest.raises(Refused, match=f"version {version.number} do not have their hash"):
        restore.verify(kept)
    assert not marks.is_set(marks.VERIFIED)


def test_the_office_comes_back_and_nothing_goes_on_by_itself(
    kept: Path, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    make_trip(title="To Lyon")
    stored = files.store(b"a letter", media_type="application/pdf")
    waiting = outbox.post(
        event="trip 1", recipient="a@example.org", template="x", subject="s", body="b"
    )
    running = enqueue("annual_report", report=1)
    claim(running.pk)
    backup(kept)
    shutil.rmtree(settings.MEDIA_ROOT)
    with elsewhere:
        call_command("restore", str(kept))
        from delegations.models import Trip

        assert list(Trip.objects.values_list("title", flat=True)) == ["To Lyon"]
        assert files.read(StoredFile.objects.get(digest=stored.digest)) == b"a letter"
        assert OutboxMail.objects.get(pk=waiting.pk).state == "paused"
        assert Job.objects.values_list("state", "lease").get() == ("failed", None)
        later = outbox.post(
            event="trip 2", recipient="a@example.org", template="x", subject="s", body="b"
        )
        assert outbox.sweep() == 0
        call_command("outbox", "--resume")
        assert outbox.sweep() == 1
        states = OutboxMail.objects.order_by("pk").values_list("pk", "state")
        assert list(states) == [(waiting.pk, "paused"), (later.pk, "sent")]
        make_trip(title="Numbers go on")
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("oia_app",)
        call_command("restore", str(kept), "--verify")


def test_history_is_as_closed_after_a_restore_as_before(kept: Path, elsewhere: Elsewhere) -> None:
    make_trip()
    backup(kept)
    with elsewhere:
        restore.restore(kept)
        for table in ("core_erasure", "reporting_reportversion", "delegations_triphistory"):
            with connections["default"].cursor() as cursor:
                cursor.execute("SELECT has_table_privilege(%s, 'UPDATE, DELETE')", [table])
                assert cursor.fetchone() == (False,)


def test_what_was_erased_after_the_backup_is_erased_again(
    kept: Path, elsewhere: Elsewhere, settings: Any
) -> None:
    settings.BACKUP_DIR = str(kept)
    person = make_user("officer", name="Erika Muster")
    gone = make_user("officer", name="Otto Normal")
    backup(kept)
    User.objects.filter(pk=person.pk).update(name="erased")
    erasures.note(person, values={"name": "erased"}, reason="asked by the person")
    erasures.note(gone, values=None, reason="asked by the person")
    with elsewhere:
        restore.restore(kept)
        assert list(User.objects.values_list("name", flat=True)) == ["erased"]
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM core_userhistory WHERE name <> 'erased'")
            assert cursor.fetchone() == (0,)


def test_two_exports_of_the_ledger_lose_no_line(kept: Path) -> None:
    """The second waits for the first, and looks at the table only then."""
    erasures.note(make_user("officer"), values=None, reason="one")
    ledger = kept / "erasures.jsonl"
    kept.mkdir()
    rival = Rival(lambda: erasures.export(ledger))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('ledger of erasures'))")
        rival.start_and_wait()
        assert ledger.exists() is False
        erasures.note(make_user("officer"), values=None, reason="two")
    rival.join()
    told = [json.loads(line)["reason"] for line in ledger.read_text().splitlines()]
    assert (rival.error, told) == (None, ["one", "two"])


def test_a_program_that_fails_is_quoted_with_its_last_line(kept: Path) -> None:
    """Its first lines are mostly warnings."""
    kept.mkdir()
    (kept / "broken").write_bytes(b"no dump")
    with pytest.raises(archive.Refused, match=r"pg_restore failed: pg_restore: error: [^\n]+$"):
        archive.run("pg_restore", "--verbose", str(kept / "broken"), alias="owner")


def test_only_an_empty_database_is_restored_into(kept: Path, capsys: Any) -> None:
    make_partnership()
    backup(kept)
    with pytest.raises(CommandError, match=r"^The database is not empty"):
        call_command("restore", str(kept))
    assert Partnership.objects.count() == 1


def truncated(folder: Path) -> None:
    path = folder / "database.dump"
    path.write_bytes(path.read_bytes()[:-100])


def flipped(folder: Path) -> None:
    path = folder / "database.dump"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def without_file(folder: Path) -> None:
    next(path for path in (folder / "files").rglob("*") if path.is_file()).unlink()


def other_manifest(folder: Path) -> None:
    path = folder / MANIFEST
    path.write_text(path.read_text().replace('"core_user": ', '"core_user": 1'))


def broken_manifest(folder: Path) -> None:
    (folder / MANIFEST).write_text("{")


def newer_format(folder: Path) -> None:
    rewrite(folder, format=99)


def newer_program(folder: Path) -> None:
    rewrite(folder, migrations=["core.0999_future"], program="9.0")


def half_written(folder: Path) -> None:
    folder.rename(folder.with_name(f".partial-{folder.name}"))


DAMAGES = {
    truncated: "bytes instead of",
    flipped: "does not have its hash",
    without_file: "is missing",
    other_manifest: "its manifest was changed",
    broken_manifest: "its manifest cannot be read",
    newer_format: "this program reads format 1",
    newer_program: "another version of the program",
    half_written: "There is no whole backup",
}


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
def test_a_damaged_backup_is_refused_in_one_sentence_and_nothing_changes(
    kept: Path, elsewhere: Elsewhere, damage: Callable[[Path], None]
) -> None:
    files.store(b"a letter", media_type="application/pdf")
    archive: Archive = backup(kept)
    damage(archive.folder)
    with elsewhere:
        for options in ([], ["--verify"]):
            with pytest.raises(CommandError) as refused:
                call_command("restore", str(kept), *options)
            assert DAMAGES[damage] in str(refused.value)
            assert len(str(refused.value).splitlines()) == 1
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            assert cursor.fetchone() == (0,)


def test_a_file_that_rotted_on_disk_stops_the_backup_and_leaves_nothing(kept: Path) -> None:
    row = files.store(b"a letter", media_type="application/pdf")
    files.path_of(row.digest).write_bytes(b"a LETTER")
    with pytest.raises(Refused, match="on disk is damaged"):
        backup(kept)
    assert list(kept.iterdir()) == []


def test_an_update_wants_a_young_backup(kept: Path) -> None:
    with pytest.raises(CommandError, match="older than an hour"):
        call_command("preflight")
    backup(kept)
    call_command("preflight")
    Mark.objects.filter(name=marks.BACKUP).update(at=timezone.now() - dt.timedelta(hours=2))
    with pytest.raises(CommandError, match="older than an hour"):
        call_command("preflight")


def test_an_update_over_a_newer_database_is_refused(kept: Path) -> None:
    backup(kept)
    sql = "INSERT INTO django_migrations (app, name, applied) VALUES ('core', '0999_x', now())"
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)
    try:
        with pytest.raises(CommandError, match=r"Another version .* it has core\.0999_x"):
            call_command("preflight")
    finally:
        with connections["owner"].cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '0999_x'")


def test_a_migration_gives_way_after_three_seconds(kept: Path) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("3s",)

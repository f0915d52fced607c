"""A step that stands for earlier ones is known where all of them were taken."""

from django.core.checks import Tags, run_checks
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from oia.core import migrated


def earlier() -> set[migrated.Step]:
    return set(MigrationLoader(None).disk_migrations["networks", "0001_tables"].replaces)


def test_an_office_that_took_all_earlier_steps_goes_on() -> None:
    assert len(earlier()) > 1
    assert migrated.unknown(earlier()) == []


def test_an_office_halfway_through_the_earlier_steps_is_told() -> None:
    last = max(earlier())
    halfway = earlier() - {last}
    assert migrated.unknown(halfway) == [f"{app}.{name}" for app, name in sorted(halfway)]


def test_migrating_from_halfway_is_refused(db: None) -> None:
    assert migrated.check_halfway(["default"]) == []
    app, name = max(earlier())
    MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()
    [error] = migrated.check_halfway(["default"])
    assert error.msg.startswith("This database stopped halfway, at networks.0004_")


def test_steps_of_other_programs_are_left_out_where_they_do_not_matter() -> None:
    steps = {("blog", "0001_initial"), ("core", "0999_x")}
    assert migrated.unknown(steps) == ["blog.0001_initial", "core.0999_x"]
    assert migrated.unknown(migrated.of_our_apps(steps)) == ["core.0999_x"]


def test_migrate_itself_asks(db: None) -> None:
    app, name = max(earlier())
    MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()
    found = run_checks(tags=[Tags.database], databases=["default"])
    assert [error.id for error in found] == ["core.E010"]

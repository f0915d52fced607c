"""A step that stands for earlier ones is known where all of them were taken."""

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


def test_steps_of_other_programs_say_nothing() -> None:
    assert migrated.unknown({("blog", "0001_initial")}) == []

"""Core: users, permissions, workflow, audit, jobs, outbox, files, dates and money; no pages."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "oia.core"
    label = "core"

    def ready(self) -> None:
        from oia.core.migrated import check_halfway
        from oia.core.rights import grant_rights

        # Django's own hook: rights of the application's role follow each migration.
        post_migrate.connect(grant_rights, dispatch_uid="core.grant_rights")
        register(check_halfway, Tags.database)

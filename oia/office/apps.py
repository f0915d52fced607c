"""Office: the record and the words all apps share."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "oia.office"
    label = "office"

    def ready(self) -> None:
        # Fills the registries of sheets and figures, and tells the shell whose office this is.
        from oia.core.keys import ends_with_account
        from oia.office import (  # noqa: F401
            feeds,
            figures,
            finding,
            kinds,
            panels,
            proof,
            subjects,
            tasks,
            timeline,
        )
        from oia.office.accounts import due  # noqa: F401
        from oia.office.models import Office
        from oia.office.operation import waiting_words
        from oia.office.overview import own  # noqa: F401
        from oia.office.programme import panels as programme  # noqa: F401
        from oia.office.programme import tasks as papers  # noqa: F401
        from oia.ui.context import provide

        ends_with_account("feeds", feeds.revoke_all)
        provide("office", lambda request: Office.headline())
        provide("banner", waiting_words)
        provide("can_search", lambda request: finding.has_anything(request.user))

"""Takes the names of contact persons out of what clubs are found by."""

from typing import Any

from django.db import migrations

from oia.core.words import fold


def forget(apps: Any, schema_editor: Any) -> None:
    for club in apps.get_model("partners", "Club").objects.exclude(contact=""):
        club.search_text = " ".join(club.search_text.replace(fold(club.contact), " ").split())
        club.save(update_fields=["search_text"])


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_initial")]

    # Backwards nothing is lost: the next save of a club says its words anew.
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]

"""Documents that are there already are found by their name as well."""

from typing import Any

from django.db import migrations

from oia.core.words import fold


def fill(apps: Any, schema_editor: Any) -> None:
    documents = apps.get_model("office", "Document").objects.using(schema_editor.connection.alias)
    for document in documents.iterator():
        document.search_text = fold(f"{document.name} {document.kind}")
        document.save(update_fields=["search_text"])


class Migration(migrations.Migration):
    dependencies = [("office", "0006_search_of_documents_and_words")]

    operations = [
        # Going back drops the column.
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]

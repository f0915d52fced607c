"""Where a post has several open heads of a kind, the one entered last is the head."""

from django.db import migrations

FOLLOWED = """
    UPDATE consular_officer AS before SET "left" = CURRENT_DATE
    WHERE before."left" IS NULL AND before.role IN ('head', 'acting_head') AND EXISTS (
        SELECT FROM consular_officer AS after
        WHERE after.post_id = before.post_id AND after.role = before.role
            AND after."left" IS NULL AND after.id > before.id
    )
"""


class Migration(migrations.Migration):
    dependencies = [("consular", "0001_initial")]

    # Backwards nothing is to be done: who left before stays so.
    operations = [migrations.RunSQL(FOLLOWED, migrations.RunSQL.noop)]

"""An office that is at work already is not asked to set itself up."""

from django.db import migrations

FINISHED = "UPDATE office_office SET set_up_finished = now() WHERE set_up_finished IS NULL"


class Migration(migrations.Migration):
    dependencies = [("office", "0018_settings_of_the_office")]
    operations = [migrations.RunSQL(FINISHED, migrations.RunSQL.noop)]

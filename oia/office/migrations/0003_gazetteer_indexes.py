"""Indexes of the gazetteer, in a transaction of their own once its rows are in."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0002_gazetteer")]

    operations = [
        migrations.AddIndex(
            model_name="gazetteername",
            index=models.Index(fields=["city"], name="gazetteer_city"),
        ),
        migrations.AddIndex(
            model_name="gazetteername",
            index=models.Index(fields=["folded", "country"], name="gazetteer_folded"),
        ),
        migrations.AddIndex(
            model_name="gazetteername",
            index=GinIndex(OpClass("folded", name="gin_trgm_ops"), name="gazetteer_trgm"),
        ),
    ]

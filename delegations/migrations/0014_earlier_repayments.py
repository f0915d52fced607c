"""What was paid back before instalments were kept came in one."""

from django.db import migrations

EARLIER = """
INSERT INTO delegations_repayment (reclaim_id, amount, day, by_id, at)
SELECT id, amount, repaid_on, made_by_id, now() FROM delegations_reclaim
WHERE repaid_on IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("delegations", "0013_revocations_and_repayments")]
    operations = [migrations.RunSQL(EARLIER, migrations.RunSQL.noop)]

"""The gateway's functions on PostgreSQL."""

from django.db import migrations

from ringfence.accounts.functions import BACKWARDS, FORWARDS
from ringfence.ownership.operations import PostgresSQL


class Migration(migrations.Migration):
    dependencies = [("ringfence_accounts", "0001_initial")]

    operations = [PostgresSQL(FORWARDS, BACKWARDS)]

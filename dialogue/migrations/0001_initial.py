"""Stand-in until the cadence rules come: this file is replaced by theirs."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = []

"""How transactions and categories look in JSON."""

from rest_framework import serializers

from ringfence.api.serializers import OwnedSerializer
from ringfence_server.transactions.models import Category, Transaction


class CategorySerializer(OwnedSerializer):
    """A category."""

    class Meta:
        model = Category
        fields = ["id", "name"]


class TransactionSerializer(OwnedSerializer):
    """A transaction. ``amount`` is negative for what was spent, ``date`` is the day it happened (today if absent).

    ``user`` is the owner's id, ``timestamp`` when it was recorded.
    """

    user = serializers.IntegerField(source="owner_id", read_only=True)

    class Meta:
        model = Transaction
        fields = ["id", "user", "amount", "description", "date", "category", "timestamp"]
        expandable = {"category": CategorySerializer}


class SumsSerializer(serializers.Serializer[object]):
    """Sums of some transactions. ``sum`` is ``income`` and ``expenses`` together; the latter are negative."""

    count = serializers.IntegerField()
    sum = serializers.DecimalField(max_digits=None, decimal_places=2)
    income = serializers.DecimalField(max_digits=None, decimal_places=2)
    expenses = serializers.DecimalField(max_digits=None, decimal_places=2)


class GroupSerializer(SumsSerializer):
    """The sums of a ``month`` (YYYY-MM), or of a ``category`` and its ``name``, null for what has none."""

    month = serializers.CharField(required=False)
    category = serializers.IntegerField(required=False, allow_null=True)
    name = serializers.CharField(required=False, allow_null=True)


class SummarySerializer(serializers.Serializer[object]):
    """Sums by month, the latest first, or by category, in alphabetical order; and those of all together."""

    by = serializers.ChoiceField(choices=["month", "category"])
    results = GroupSerializer(many=True)
    total = SumsSerializer()


class BadLineSerializer(serializers.Serializer[object]):
    """A line that does not do, and the errors of its columns."""

    line = serializers.IntegerField()
    errors = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))  # type: ignore[assignment]


class ImportSerializer(serializers.Serializer[object]):
    """What an import did, or with ``dry_run`` what it would do."""

    dry_run = serializers.BooleanField()
    lines = serializers.IntegerField()
    created = serializers.IntegerField()
    duplicates = serializers.IntegerField()
    bad = serializers.IntegerField()
    bad_lines = BadLineSerializer(many=True)


class CsvFileSerializer(serializers.Serializer[object]):
    """A form with the file."""

    file = serializers.FileField()

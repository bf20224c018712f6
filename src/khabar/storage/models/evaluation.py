"""How far an item is trusted, and which items go back to one origin."""

from django.db import models


class Evaluation(models.Model):
    """A grade is never changed: a regrade is a new row that the item then points to."""

    uid = models.CharField(max_length=36, unique=True)
    item = models.ForeignKey("storage.Item", models.CASCADE, null=True, related_name="+")
    dataset = models.ForeignKey("storage.Dataset", models.CASCADE, null=True, db_index=False)
    scheme = models.CharField(max_length=8)
    source_code = models.CharField(max_length=2, blank=True)
    information_code = models.CharField(max_length=2, blank=True)
    verdict = models.CharField(max_length=12)
    reason_code = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)
    evaluator = models.ForeignKey(
        "storage.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    second_by = models.ForeignKey(
        "storage.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    second_at = models.DateTimeField(null=True)
    origin_node = models.CharField(max_length=12)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "evaluation"


class OriginJoin(models.Model):
    """Two origins are one person's knowledge: counted once. Closed, never deleted."""

    uid = models.CharField(max_length=36, unique=True)
    left = models.ForeignKey("storage.Origin", models.PROTECT, related_name="+")
    right = models.ForeignKey("storage.Origin", models.PROTECT, related_name="+")
    by = models.ForeignKey("storage.Account", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    reason = models.TextField()
    revoked_at = models.DateTimeField(null=True)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "origin_join"
        indexes = (
            models.Index(fields=["label", "left"], name="origin_join_left"),
            models.Index(fields=["label", "right"], name="origin_join_right"),
        )

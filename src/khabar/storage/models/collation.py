"""Statements, the entities they are about, their search keys, and who is the same as whom."""

from django.db import models


class Entity(models.Model):
    """Has no label: it exists for a viewer only if a visible statement supports it."""

    uid = models.CharField(max_length=36, unique=True)
    schema = models.CharField(max_length=24)
    origin_node = models.CharField(max_length=12)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "entity"


class Statement(models.Model):
    """Append-only. `ended_by` is a label: the statement is over once that label is kept."""

    uid = models.CharField(max_length=36, unique=True)
    item = models.ForeignKey("storage.Item", models.CASCADE)
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="+", db_index=False)
    schema = models.CharField(max_length=24)
    prop = models.CharField(max_length=24)
    kind = models.CharField(max_length=12)
    value_raw = models.TextField()
    value_norm = models.TextField(null=True)
    ref_entity = models.ForeignKey(
        Entity, models.CASCADE, null=True, related_name="+", db_index=False
    )
    valid_from = models.CharField(max_length=10, blank=True)
    valid_to = models.CharField(max_length=10, blank=True)
    lang = models.CharField(max_length=8, blank=True)
    script = models.CharField(max_length=4, blank=True)
    polarity = models.SmallIntegerField(default=1)
    quality = models.CharField(max_length=8, blank=True)
    method = models.CharField(max_length=12)
    claim_digest = models.CharField(max_length=64)
    asserted_at = models.DateTimeField()
    asserted_by = models.ForeignKey(
        "storage.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    ended_by = models.ForeignKey(
        "storage.Label", models.PROTECT, null=True, related_name="+", db_index=False
    )
    ended_why = models.CharField(max_length=40, blank=True)
    superseded_by = models.ForeignKey("self", models.SET_NULL, null=True, db_index=False)
    origin_node = models.CharField(max_length=12)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "statement"
        indexes = (
            models.Index(fields=["label", "entity"], name="statement_label_entity"),
            models.Index(
                fields=["label", "ref_entity"],
                name="statement_label_ref",
                condition=models.Q(ref_entity__isnull=False),
            ),
            models.Index(
                fields=["superseded_by"],
                name="statement_superseded",
                condition=models.Q(superseded_by__isnull=False),
            ),
        )


class NameKey(models.Model):
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=120)
    entity = models.ForeignKey(Entity, models.CASCADE, related_name="+", db_index=False)
    statement = models.ForeignKey(Statement, models.CASCADE)

    class Meta:
        db_table = "name_key"
        indexes = (models.Index(fields=["label", "kind", "key"], name="name_key_label_kind_key"),)


class Judgement(models.Model):
    """A person's word on two entities. Revoked, never deleted."""

    uid = models.CharField(max_length=36, unique=True)
    left = models.ForeignKey(Entity, models.CASCADE, related_name="+", db_index=False)
    right = models.ForeignKey(Entity, models.CASCADE, related_name="+", db_index=False)
    verdict = models.CharField(max_length=8)
    score = models.FloatField(null=True)
    reasons = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    by = models.ForeignKey("storage.Account", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        "storage.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    revoke_reason = models.TextField(blank=True)

    class Meta:
        db_table = "judgement"
        indexes = (
            models.Index(fields=["label", "left"], name="judgement_label_left"),
            models.Index(fields=["label", "right"], name="judgement_label_right"),
        )

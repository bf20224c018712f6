"""What an evaluator leaves beside the grade; why somebody is a subject; an agency's scale."""

from django.db import models


class Sanitising(models.Model):
    """Every text written for others, with the warnings it raised. The newest one travels.

    warnings  kinds of leak that were found; looked: the writer looked and let them stand
    """

    uid = models.CharField(max_length=36, unique=True)
    item = models.ForeignKey("storage.Item", models.CASCADE, related_name="+")
    text = models.TextField()
    warnings = models.JSONField(default=list)
    looked = models.BooleanField(default=False)
    by = models.ForeignKey("storage.Account", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "sanitising"


class Corroboration(models.Model):
    """An item that an evaluation names as agreeing: a grade like 4x4 "3" stands on it."""

    evaluation = models.ForeignKey("storage.Evaluation", models.CASCADE, related_name="+")
    item = models.ForeignKey("storage.Item", models.CASCADE, related_name="+")
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "corroboration"
        constraints = (
            models.UniqueConstraint(fields=["evaluation", "item"], name="corroboration_once"),
        )


class SensitiveLift(models.Model):
    """A second person tied a protected matter in one item to a named crime (R3)."""

    uid = models.CharField(max_length=36, unique=True)
    item = models.ForeignKey("storage.Item", models.CASCADE, related_name="+")
    offence = models.CharField(max_length=120)
    reason = models.TextField()
    by = models.ForeignKey("storage.Account", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "sensitive_lift"


class Predicate(models.Model):
    """Facts, offence and another person's yes; nobody is a subject without one (R1)."""

    uid = models.CharField(max_length=36, unique=True)
    entity = models.ForeignKey("storage.Entity", models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey("storage.CaseFile", models.PROTECT, null=True, db_index=False)
    facts = models.TextField()
    offence = models.CharField(max_length=120)
    offence_group = models.CharField(max_length=16)
    items = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    writer = models.ForeignKey("storage.Account", models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()
    approver = models.ForeignKey(
        "storage.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    approved_at = models.DateTimeField(null=True)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "predicate"
        indexes = (models.Index(fields=["label", "entity"], name="predicate_label_entity"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(approver__isnull=True) | ~models.Q(approver=models.F("writer")),
                name="predicate_approver_is_another",
            ),
        )


class AgencyScheme(models.Model):
    """The scale an agency grades on; 4x4 where there is no row."""

    agency = models.OneToOneField(
        "storage.Agency", models.CASCADE, primary_key=True, related_name="+"
    )
    scheme = models.CharField(max_length=8)

    class Meta:
        db_table = "agency_scheme"

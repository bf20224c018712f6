"""Decisions, the questions they ask, the tasks they give, and which report answers which."""

from django.db import models


class Decision(models.Model):
    """Never changed: another decision follows it."""

    uid = models.CharField(max_length=36, unique=True)
    number = models.CharField(max_length=12, unique=True)
    case = models.ForeignKey("storage.CaseFile", models.PROTECT, db_index=False)
    assessment = models.TextField()
    decision = models.TextField()
    reason = models.TextField()
    by = models.ForeignKey("storage.Account", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "decision"
        indexes = (models.Index(fields=["label", "case"], name="decision_label_case"),)


class Requirement(models.Model):
    uid = models.CharField(max_length=36, unique=True)
    number = models.CharField(max_length=12, unique=True)
    case = models.ForeignKey("storage.CaseFile", models.PROTECT, db_index=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    question = models.TextField()
    why = models.TextField()
    indicators = models.JSONField(default=list)
    legal_basis = models.TextField()
    priority = models.CharField(max_length=12)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=12)
    result = models.TextField(blank=True)
    closer = models.ForeignKey(
        "storage.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    closed_at = models.DateTimeField(null=True)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "requirement"
        indexes = (models.Index(fields=["label", "case"], name="requirement_label_case"),)


class Task(models.Model):
    uid = models.CharField(max_length=36, unique=True)
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")
    agency = models.ForeignKey("storage.Agency", models.PROTECT, db_index=False)
    unit = models.CharField(max_length=120)
    asked = models.TextField()
    by = models.ForeignKey("storage.Account", models.PROTECT, related_name="+", db_index=False)
    assigned_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=12)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "task"
        indexes = (
            models.Index(fields=["label", "state"], name="task_label_state"),
            models.Index(fields=["agency", "unit"], name="task_agency_unit"),
        )


class ReportRequirement(models.Model):
    """Has no label: it is only read joined to `v_report` or `v_own_report`, and so as secret."""

    report = models.ForeignKey("storage.Report", models.CASCADE, related_name="+")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="+")

    class Meta:
        db_table = "report_requirement"
        constraints = (
            models.UniqueConstraint(
                fields=["report", "requirement"], name="report_requirement_once"
            ),
        )

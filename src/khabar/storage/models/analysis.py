"""Findings with what they stand on, and saved questions to the chart."""

from django.db import models


class Analysis(models.Model):
    """One version of a finding. Only its state, reviewer and dates ever change."""

    uid = models.CharField(max_length=36, unique=True)
    number = models.CharField(max_length=24, unique=True)
    lineage = models.CharField(max_length=36, db_index=True)
    version = models.SmallIntegerField(default=1)
    question = models.TextField()
    case = models.ForeignKey("storage.CaseFile", models.PROTECT, null=True, db_index=False)
    purpose = models.CharField(max_length=12)
    legal_basis = models.CharField(max_length=200, blank=True)
    method = models.CharField(max_length=40)
    parameters = models.JSONField(default=dict)
    inputs = models.CharField(max_length=64)
    lines = models.JSONField(default=list)
    result = models.CharField(max_length=64)
    engine = models.CharField(max_length=40)
    own_caveats = models.JSONField(default=list)
    answered = models.JSONField(default=dict)
    kind = models.CharField(max_length=12)
    sentence = models.TextField()
    probability = models.CharField(max_length=24)
    confidence = models.CharField(max_length=12)
    alternatives = models.JSONField(default=list)
    gaps = models.JSONField(default=list)
    line_left = models.ForeignKey(
        "storage.Entity", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    line_right = models.ForeignKey(
        "storage.Entity", models.SET_NULL, null=True, related_name="+", db_index=False
    )
    line_schema = models.CharField(max_length=24, blank=True)
    author = models.ForeignKey("storage.Account", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12)
    reviewer = models.ForeignKey(
        "storage.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    reviewed_at = models.DateTimeField(null=True)
    review_note = models.TextField(blank=True)
    issued_at = models.DateTimeField(null=True)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "analysis"
        indexes = (models.Index(fields=["label", "state"], name="analysis_label_state"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(reviewer__isnull=True) | ~models.Q(reviewer=models.F("author")),
                name="analysis_reviewer_is_another",
            ),
            models.UniqueConstraint(fields=["lineage", "version"], name="analysis_version_once"),
        )


class AnalysisBasis(models.Model):
    """A statement under a finding, as it was; it outlives the statement to say what is gone."""

    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="+")
    statement = models.ForeignKey("storage.Statement", models.SET_NULL, null=True, related_name="+")
    statement_uid = models.CharField(max_length=36)
    stance = models.CharField(max_length=8)
    digest = models.CharField(max_length=64)
    scheme = models.CharField(max_length=8, blank=True)
    source_code = models.CharField(max_length=2, blank=True)
    information_code = models.CharField(max_length=2, blank=True)
    origin = models.CharField(max_length=36)
    standing = models.CharField(max_length=8)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "analysis_basis"
        constraints = (
            models.UniqueConstraint(
                fields=["analysis", "statement_uid"], name="analysis_basis_once"
            ),
        )


class AnalysisPremise(models.Model):
    """Another finding that this one builds on, by its lineage."""

    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="+")
    lineage = models.CharField(max_length=36)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "analysis_premise"
        constraints = (
            models.UniqueConstraint(fields=["analysis", "lineage"], name="analysis_premise_once"),
        )


class Chart(models.Model):
    """A saved question to the chart: what is drawn and how it looks is computed at each look."""

    uid = models.CharField(max_length=36, unique=True)
    title = models.CharField(max_length=120)
    case = models.ForeignKey("storage.CaseFile", models.PROTECT, null=True, db_index=False)
    entities = models.JSONField(default=list)
    filters = models.JSONField(default=dict)
    author = models.ForeignKey("storage.Account", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "chart"
        indexes = (models.Index(fields=["label", "case"], name="chart_label_case"),)

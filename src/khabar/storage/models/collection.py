"""Reports and their items, kept exactly as they came; published data sets."""

from django.db import models


class Dataset(models.Model):
    uid = models.CharField(max_length=36, unique=True)
    code = models.CharField(max_length=40)
    publisher = models.CharField(max_length=120)
    as_of = models.DateField()
    state = models.CharField(max_length=12)
    counts = models.JSONField(default=dict)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "dataset"


class Origin(models.Model):
    """Whose knowledge an item is, without saying who."""

    uid = models.CharField(max_length=36, unique=True)
    kind = models.CharField(max_length=12)

    class Meta:
        db_table = "origin"


class Report(models.Model):
    uid = models.CharField(max_length=36, unique=True)
    number = models.CharField(max_length=48, db_index=True)
    version = models.SmallIntegerField(default=1)
    previous = models.ForeignKey("self", models.PROTECT, null=True, db_index=False)
    agency = models.ForeignKey("storage.Agency", models.PROTECT, null=True, db_index=False)
    unit = models.CharField(max_length=120, blank=True)
    author = models.ForeignKey("storage.Account", models.PROTECT, null=True)
    case = models.ForeignKey("storage.CaseFile", models.PROTECT, null=True)
    dataset = models.ForeignKey(Dataset, models.PROTECT, null=True, db_index=False)
    external_ref = models.CharField(max_length=40, blank=True)
    event_text = models.CharField(max_length=80, blank=True)
    event_precision = models.CharField(max_length=12, blank=True)
    event_zone = models.CharField(max_length=40, blank=True)
    event_from = models.DateTimeField(null=True)
    event_to = models.DateTimeField(null=True)
    place_text = models.CharField(max_length=200, blank=True)
    obtained_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    legal_basis = models.CharField(max_length=200, blank=True)
    urgency = models.SmallIntegerField(default=3)
    useful_until = models.DateTimeField(null=True)
    language = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, blank=True)
    origin_node = models.CharField(max_length=12)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "report"
        indexes = (
            models.Index(fields=["label", "state"], name="report_label_state"),
            models.Index(fields=["dataset", "external_ref"], name="report_dataset_ref"),
        )


class Item(models.Model):
    uid = models.CharField(max_length=36, unique=True)
    report = models.ForeignKey(Report, models.CASCADE)
    seq = models.IntegerField()
    text = models.TextField()
    sanitised_text = models.TextField(blank=True)
    sanitised_by = models.ForeignKey(
        "storage.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    sanitised_at = models.DateTimeField(null=True)
    how_known = models.CharField(max_length=12)
    known_to = models.CharField(max_length=12, blank=True)
    comment = models.TextField(blank=True)
    source_ref = models.CharField(max_length=36, blank=True)
    origin = models.ForeignKey(Origin, models.PROTECT, db_index=False)
    evaluation = models.ForeignKey(
        "storage.Evaluation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    state = models.CharField(max_length=12)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "item"
        indexes = (models.Index(fields=["label", "state"], name="item_label_state"),)

"""Products, what they stand on, who approved them, who got which copy, what came of it."""

from django.db import models


class Product(models.Model):
    """One version. Its content changes until it is released; its hash says which content."""

    uid = models.CharField(max_length=36, unique=True)
    number = models.CharField(max_length=48)
    version = models.SmallIntegerField(default=1)
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=8)
    case = models.ForeignKey("storage.CaseFile", models.PROTECT, null=True, db_index=False)
    agency = models.ForeignKey("storage.Agency", models.PROTECT, db_index=False)
    unit = models.CharField(max_length=120, blank=True)
    author = models.ForeignKey("storage.Account", models.PROTECT, related_name="+")
    content = models.TextField()
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=12)
    written_at = models.DateTimeField()
    expires_on = models.DateField()
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "product"
        indexes = (models.Index(fields=["label", "number"], name="product_label_number"),)
        constraints = (
            models.UniqueConstraint(fields=["number", "version"], name="product_version_once"),
        )


class ProductBasis(models.Model):
    """A statement under a product; it outlives the statement to say what is gone."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="+")
    statement = models.ForeignKey("storage.Statement", models.SET_NULL, null=True, related_name="+")
    statement_uid = models.CharField(max_length=36)
    mark = models.CharField(max_length=8)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "product_basis"
        constraints = (
            models.UniqueConstraint(fields=["product", "statement_uid"], name="product_basis_once"),
        )


class ProductFinding(models.Model):
    """A finding that a key finding of the product repeats."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="+")
    analysis = models.ForeignKey("storage.Analysis", models.PROTECT, related_name="+")
    mark = models.CharField(max_length=8)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "product_finding"
        constraints = (
            models.UniqueConstraint(fields=["product", "analysis"], name="product_finding_once"),
        )


class Approval(models.Model):
    """Another person's word on exactly one content; void when the content changes."""

    uid = models.CharField(max_length=36, unique=True)
    product = models.ForeignKey(Product, models.CASCADE)
    content_hash = models.CharField(max_length=64)
    verdict = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    by = models.ForeignKey("storage.Account", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "approval"


class Release(models.Model):
    """One numbered copy for one recipient: a person here, or a unit of a partner node."""

    uid = models.CharField(max_length=36, unique=True)
    product = models.ForeignKey(Product, models.PROTECT)
    approval = models.ForeignKey(Approval, models.PROTECT, db_index=False)
    number = models.CharField(max_length=48)
    copy = models.SmallIntegerField()
    trace = models.CharField(max_length=16, unique=True)
    content_hash = models.CharField(max_length=64)
    recipient = models.ForeignKey("storage.Account", models.PROTECT, null=True, related_name="+")
    recipient_name = models.CharField(max_length=120)
    recipient_agency = models.CharField(max_length=24)
    recipient_unit = models.CharField(max_length=120, blank=True)
    recipient_node = models.CharField(max_length=12, blank=True)
    permission = models.CharField(max_length=200)
    released_by = models.ForeignKey(
        "storage.Account", models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    opened_unit = models.CharField(max_length=120, blank=True)
    recalled_at = models.DateTimeField(null=True)
    recalled_by = models.ForeignKey(
        "storage.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    recall_reason = models.TextField(blank=True)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "release"
        indexes = (models.Index(fields=["label", "number"], name="release_label_number"),)
        constraints = (
            models.UniqueConstraint(fields=["number", "copy"], name="release_copy_once"),
        )


class Outcome(models.Model):
    """What a reader says came of a copy: one row for the whole, one for each item they checked."""

    uid = models.CharField(max_length=36, unique=True)
    release = models.ForeignKey(Release, models.PROTECT)
    item = models.ForeignKey("storage.Item", models.SET_NULL, null=True)
    usefulness = models.SmallIntegerField(null=True)
    result = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    by = models.ForeignKey("storage.Account", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "outcome"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(usefulness__isnull=True)
                | models.Q(usefulness__gte=1, usefulness__lte=5),
                name="outcome_usefulness_scale",
            ),
        )

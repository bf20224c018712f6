"""Published lists: where each comes from, what each edition changed, which links it drew."""

from django.db import models


class PublishedList(models.Model):
    """One row a list. Its origin is one for all editions: an edition never supports itself.

    `evaluation` is the standing evaluation; it counts once a second person has signed it.
    """

    code = models.CharField(max_length=40, unique=True)
    publisher = models.CharField(max_length=120)
    origin = models.ForeignKey("storage.Origin", models.PROTECT, related_name="+", db_index=False)
    evaluation = models.ForeignKey(
        "storage.Evaluation", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        db_table = "published_list"


class ListChange(models.Model):
    """What one edition did to one entry. Append-only: the newest row of a `ref` is its state."""

    dataset = models.ForeignKey("storage.Dataset", models.CASCADE, db_index=False)
    ref = models.CharField(max_length=24)
    change = models.CharField(max_length=8)
    narcotics = models.BooleanField()
    own_digest = models.CharField(max_length=64)
    lines_digest = models.CharField(max_length=64)
    entity = models.ForeignKey("storage.Entity", models.PROTECT, related_name="+", db_index=False)
    report = models.ForeignKey("storage.Report", models.PROTECT, related_name="+", db_index=False)
    previous = models.ForeignKey(
        "storage.Report", models.PROTECT, null=True, related_name="+", db_index=False
    )
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "list_change"
        indexes = (models.Index(fields=["dataset", "change"], name="list_change_dataset"),)


class ListLink(models.Model):
    """The link entity between two entries, "36>48": it keeps its id from edition to edition."""

    dataset = models.ForeignKey("storage.Dataset", models.CASCADE)
    ref = models.CharField(max_length=48)
    entity = models.ForeignKey("storage.Entity", models.PROTECT, related_name="+", db_index=False)
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "list_link"

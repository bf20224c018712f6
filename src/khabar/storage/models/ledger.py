"""The ledger's rows and the signed heads over them. Rows are never changed."""

from django.db import models


class LedgerEntry(models.Model):
    """`index` is None until the sequencer gives the entry its place in the tree."""

    body = models.TextField()
    salt = models.BinaryField(max_length=16)
    leaf = models.BinaryField(max_length=32)
    index = models.BigIntegerField(null=True, unique=True)

    class Meta:
        db_table = "ledger_entry"


class LedgerHead(models.Model):
    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    peaks = models.BinaryField()
    at = models.CharField(max_length=32)
    signature = models.BinaryField(max_length=64)

    class Meta:
        db_table = "ledger_head"

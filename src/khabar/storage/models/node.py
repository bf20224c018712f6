"""This node itself: one row."""

from django.db import models


class Node(models.Model):
    code = models.CharField(max_length=12, unique=True)
    name_en = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    name_uz = models.CharField(max_length=120)
    name_tg = models.CharField(max_length=120)
    zone = models.CharField(max_length=40)
    is_hub = models.BooleanField(default=False)
    exercise = models.BooleanField(default=False)
    signing_public = models.CharField(max_length=64)
    age_recipient = models.CharField(max_length=80)
    founded_at = models.DateTimeField()

    class Meta:
        db_table = "node"

"""Agencies, people, labels, cases' members."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Agency(models.Model):
    code = models.CharField(max_length=24, unique=True)
    node = models.CharField(max_length=12)
    name_en = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    name_uz = models.CharField(max_length=120)
    name_tg = models.CharField(max_length=120)

    class Meta:
        db_table = "agency"


class Account(AbstractBaseUser):
    uid = models.CharField(max_length=36, unique=True)
    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, models.PROTECT)
    unit = models.CharField(max_length=120, blank=True)
    roles = models.JSONField(default=list)
    clearance = models.SmallIntegerField(default=1)
    language = models.CharField(max_length=8, default="en")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = BaseUserManager["Account"]()

    class Meta:
        db_table = "account"


class CliSession(models.Model):
    account = models.ForeignKey(Account, models.CASCADE)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "cli_session"


class Label(models.Model):
    level = models.SmallIntegerField()
    originator = models.CharField(max_length=120)
    handling = models.SmallIntegerField()
    releasable = models.CharField(max_length=120)
    compartment = models.CharField(max_length=120, blank=True)
    stage = models.CharField(max_length=12)
    batch = models.CharField(max_length=36, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "label"


class CaseFile(models.Model):
    uid = models.CharField(max_length=36, unique=True)
    number = models.CharField(max_length=40)
    operation = models.CharField(max_length=40, unique=True)
    ground = models.TextField()
    offence = models.CharField(max_length=120)
    legal_basis = models.CharField(max_length=200)
    opener = models.ForeignKey(Account, models.PROTECT, related_name="+")
    head = models.ForeignKey(Account, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ends_on = models.DateField()
    state = models.CharField(max_length=12, default="open")
    label = models.ForeignKey(Label, models.PROTECT, db_index=False)

    class Meta:
        db_table = "case_file"


class CaseMember(models.Model):
    case = models.ForeignKey(CaseFile, models.CASCADE)
    account = models.ForeignKey(Account, models.CASCADE)
    since = models.DateTimeField()

    class Meta:
        db_table = "case_member"
        constraints = (
            models.UniqueConstraint(fields=["case", "account"], name="case_member_once"),
        )

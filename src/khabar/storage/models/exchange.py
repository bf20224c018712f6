"""Peers, parcels and their receipts; requests and answers; notices of refutation.

Parcels, peers, receipts and notices are traffic: codes, times, ids and sealed bytes, shown to
the liaison desk. What people wrote (requests, answers) carries a label.
"""

from django.db import models


class Peer(models.Model):
    """A node whose card a person compared and pinned. Taken out, never deleted."""

    code = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=8)
    signing_public = models.CharField(max_length=64)
    age_recipient = models.CharField(max_length=80)
    address = models.CharField(max_length=200, blank=True)
    via = models.CharField(max_length=16, blank=True)
    card = models.TextField()
    pinned_at = models.DateTimeField()
    pinned_by = models.ForeignKey(
        "storage.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    unpinned_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "peer"


class Parcel(models.Model):
    """One sealed file on its way out, in, or through. The bytes stand apart, in ParcelBody.

    direction  out | in | through          kind     package | letter
    content    reports request answer notice receipt; "" when this node cannot read it
    state      out: queued, handed, stopped · through: queued, handed, stopped
               in: waiting (at the gate), done, refused
    """

    uid = models.CharField(max_length=36, unique=True)
    direction = models.CharField(max_length=8)
    kind = models.CharField(max_length=8)
    content = models.CharField(max_length=8, blank=True)
    msg_id = models.CharField(max_length=64)
    sender = models.CharField(max_length=16)
    addressee = models.CharField(max_length=16)
    seq = models.IntegerField(default=0)
    lane = models.CharField(max_length=8)
    route = models.TextField()
    token = models.TextField(blank=True)
    stamp = models.TextField(blank=True)
    size = models.IntegerField()
    state = models.CharField(max_length=8)
    code = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(
        "storage.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    case = models.ForeignKey(
        "storage.CaseFile", models.PROTECT, null=True, related_name="+", db_index=False
    )
    created_at = models.DateTimeField()
    not_after = models.DateTimeField()
    tries = models.IntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "parcel"
        indexes = (models.Index(fields=["state", "next_try_at"], name="parcel_waiting"),)
        constraints = (
            models.UniqueConstraint(
                fields=["direction", "sender", "msg_id", "addressee"], name="parcel_once"
            ),
        )


class ParcelBody(models.Model):
    """The age file, exactly as sealed or received."""

    parcel = models.OneToOneField(Parcel, models.CASCADE, primary_key=True, related_name="+")
    body = models.BinaryField()

    class Meta:
        db_table = "parcel_body"


class ParcelReport(models.Model):
    """Which report a package carried and what became of it: whom we told, what came in.

    report_uid  the originator's id; local_uid: of our copy, "" when none was kept
    verdict     "" while nobody said, passed, refused
    """

    parcel = models.ForeignKey(Parcel, models.CASCADE, related_name="+")
    report_uid = models.CharField(max_length=36, db_index=True)
    local_uid = models.CharField(max_length=36, blank=True)
    number = models.CharField(max_length=48)
    items = models.JSONField(default=list)
    verdict = models.CharField(max_length=8, blank=True)
    codes = models.JSONField(default=list)

    class Meta:
        db_table = "parcel_report"
        constraints = (
            models.UniqueConstraint(fields=["parcel", "report_uid"], name="parcel_report_once"),
        )


class ParcelReceipt(models.Model):
    """A signed word about a parcel; the token is the proof."""

    parcel = models.ForeignKey(Parcel, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    node = models.CharField(max_length=16)
    at = models.DateTimeField()
    code = models.CharField(max_length=40, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    token = models.TextField()
    received_at = models.DateTimeField()

    class Meta:
        db_table = "parcel_receipt"
        constraints = (
            models.UniqueConstraint(fields=["parcel", "kind", "node"], name="parcel_receipt_once"),
        )


class Request(models.Model):
    """A request for information, ours (out) or a partner's (in)."""

    uid = models.CharField(max_length=36, unique=True)
    number = models.CharField(max_length=48)
    direction = models.CharField(max_length=4)
    partner = models.CharField(max_length=16)
    urgency = models.CharField(max_length=2)
    why = models.TextField(blank=True)
    subject = models.TextField()
    background = models.TextField(blank=True)
    offence = models.CharField(max_length=120)
    basis = models.TextField()
    use = models.CharField(max_length=12)
    agency = models.CharField(max_length=24)
    unit = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=8)
    sent_at = models.DateTimeField()
    acknowledge_by = models.DateTimeField()
    due_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, default="open")
    msg_id = models.CharField(max_length=64)
    case = models.ForeignKey("storage.CaseFile", models.PROTECT, null=True, db_index=False)
    author = models.ForeignKey(
        "storage.Account", models.PROTECT, null=True, related_name="+", db_index=False
    )
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "request"
        indexes = (models.Index(fields=["label", "state"], name="request_label_state"),)


class RequestQuestion(models.Model):
    request = models.ForeignKey(Request, models.CASCADE, related_name="+")
    n = models.SmallIntegerField()
    text = models.TextField()
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "request_question"
        constraints = (
            models.UniqueConstraint(fields=["request", "n"], name="request_question_once"),
        )


class RequestReply(models.Model):
    """The answer to one question; a later one stands beside it, never over it."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="+")
    n = models.SmallIntegerField()
    verdict = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    stores = models.TextField(blank=True)
    ground = models.CharField(max_length=24, blank=True)
    agency = models.CharField(max_length=24)
    unit = models.CharField(max_length=120, blank=True)
    handling = models.SmallIntegerField()
    at = models.DateTimeField()
    label = models.ForeignKey("storage.Label", models.PROTECT, db_index=False)

    class Meta:
        db_table = "request_reply"


class PartnerNotice(models.Model):
    """A word that an item no longer holds: ours to a receiver (out), or a partner's (in)."""

    uid = models.CharField(max_length=36, unique=True)
    direction = models.CharField(max_length=4)
    partner = models.CharField(max_length=16)
    report_uid = models.CharField(max_length=36)
    item_uid = models.CharField(max_length=36)
    action = models.CharField(max_length=12)
    code = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    kept_at = models.DateTimeField()
    parcel = models.ForeignKey(Parcel, models.PROTECT, null=True, related_name="+")
    found = models.IntegerField(null=True)

    class Meta:
        db_table = "partner_notice"
        constraints = (
            models.UniqueConstraint(
                fields=["direction", "partner", "item_uid", "action"], name="partner_notice_once"
            ),
        )

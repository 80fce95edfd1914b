"""The register of members: who they are, where they work, and since when they are members."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models.functions import Upper

from policy.models.constraints import not_blank

CURRENT = ("joined", "reinstated", "suspended")
"""The standings of those who are members."""


class Member(models.Model):
    """One member. `pseudonym` names their stream in the record and says nothing about them.

    `standing_now` and `oath_now` repeat, for the lists, what the standings and oaths say of today. A trigger writes them, and
    an hourly task where a day begins to count; whatever decides something reads the standings and oaths themselves.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    pseudonym = models.UUIDField(unique=True, default=uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    given = models.CharField(max_length=100, blank=True)
    family = models.CharField(max_length=100, blank=True)
    place = models.CharField(max_length=100, blank=True)
    employer = models.CharField(max_length=200, blank=True)
    chapter = models.CharField(max_length=100, blank=True)
    committees = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="member"
    )
    standing_now = models.CharField(max_length=12, blank=True, default="", editable=False)
    oath_now = models.ForeignKey(
        "policy.OathEdition", on_delete=models.PROTECT, null=True, editable=False, related_name="+", db_index=False
    )
    reminded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        """Known by number, in upper or lower case. The indexes serve the lists and the search."""

        default_permissions = ()
        ordering = ("number",)
        constraints = [
            models.CheckConstraint(condition=not_blank("number", "name"), name="member_is_named"),
            models.UniqueConstraint(OpClass(Upper("number"), "text_pattern_ops"), name="member_number_once"),
        ]
        indexes = [
            GinIndex(SearchVector("name", config="simple"), name="member_name_words"),
            models.Index(
                fields=["oath_now", "number"], condition=models.Q(standing_now__in=CURRENT), name="member_by_oath"
            ),
            models.Index(
                "oath_now",
                models.F("reminded_at").asc(nulls_first=True),
                condition=models.Q(standing_now__in=CURRENT, user__isnull=False),
                name="member_to_remind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def email(self) -> str:
        """The address of the account; empty when there is none."""
        return (self.user.email or "") if self.user else ""

    @property
    def stream(self) -> str:
        return f"member/{self.pseudonym}"


class Employment(models.Model):
    """Work for an employer in the past or now; an end that is not known is open."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="employments")
    employer = models.CharField(max_length=200)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ("since", "id")
        constraints = [
            models.CheckConstraint(condition=not_blank("employer"), name="employment_is_named"),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="employment_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.employer


class Tie(models.Model):
    """Somebody close to a member, by the name the member gave."""

    class Kind(models.TextChoices):
        FAMILY = "family", "Family"
        SPONSOR = "sponsor", "Sponsor"
        MENTOR = "mentor", "Mentor"

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="ties")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=("member", "kind", "name"), name="tie_once"),
            models.CheckConstraint(condition=models.Q(kind__in=("family", "sponsor", "mentor")), name="tie_is_known"),
        ]

    def __str__(self) -> str:
        """The kind only; the name is somebody else's."""
        return self.kind


class Standing(models.Model):
    """A change of a member's standing, from a day on. The row stays; a later one takes its place."""

    class Kind(models.TextChoices):
        JOINED = "joined", "Member"
        SUSPENDED = "suspended", "Suspended"
        LAPSED = "lapsed", "Lapsed"
        RESIGNED = "resigned", "Resigned"
        EXPELLED = "expelled", "Expelled"
        REINSTATED = "reinstated", "Member"
        DECEASED = "deceased", "Deceased"

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="standings")
    kind = models.CharField(max_length=12, choices=Kind)
    effective = models.DateField()
    at = models.DateTimeField()
    entry_id = models.UUIDField(unique=True)

    class Meta:
        default_permissions = ()
        ordering = ("effective", "id")
        indexes = [models.Index(fields=["effective"], name="standing_by_day")]
        constraints = [
            models.UniqueConstraint(fields=("member", "kind", "effective"), name="standing_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=("joined", "suspended", "lapsed", "resigned", "expelled", "reinstated", "deceased")
                ),
                name="standing_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.effective}"

    @property
    def is_member(self) -> bool:
        return self.kind in CURRENT

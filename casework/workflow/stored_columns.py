"""What a case remembers beside its state: plain columns that steps set and later steps read."""

from django.db import models

from casework.vocabulary import CaseState, ClosingCode, Route


class StoredColumns(models.Model):
    """The states to come back to, the route of the decision in hand, and the closing code."""

    talks_from = models.CharField(max_length=24, blank=True, choices=[(s.value, s.value) for s in CaseState])
    consent_from = models.CharField(max_length=24, blank=True, choices=[(s.value, s.value) for s in CaseState])
    dismissed_from = models.CharField(max_length=24, blank=True, choices=[(s.value, s.value) for s in CaseState])
    route = models.CharField(max_length=8, blank=True, choices=[(r.value, r.value) for r in Route])
    closing_code = models.CharField(max_length=32, blank=True, choices=[(c.value, c.value) for c in ClosingCode])

    class Meta:
        abstract = True

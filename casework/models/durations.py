"""How long the cases took that the Society closed: two figures, computed each night, for pages that anybody may ask for."""

from django.db import models


class Durations(models.Model):
    """What the night of `day` found over `cases` closed cases. There is one row, or none while too few cases are closed.

    Half of them took `half` days or less, nine in ten took `nine_in_ten` days or less. It refers to no case.
    """

    day = models.DateField(primary_key=True)
    cases = models.PositiveIntegerField()
    half = models.PositiveIntegerField()
    nine_in_ten = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.half}, {self.nine_in_ten}"

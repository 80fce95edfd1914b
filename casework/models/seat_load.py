"""How many open cases the holders of a seat have: one figure a seat, computed each night, for their own pages."""

from django.db import models

from casework.vocabulary import Seat


class SeatLoad(models.Model):
    """What the night of `day` found over the `people` who hold the office of a seat. It refers to no case and no person.

    Half of them have `half` open cases or fewer in that seat. There is no row while fewer than five hold the office.
    """

    seat = models.CharField(max_length=24, primary_key=True, choices=[(s.value, s.value) for s in Seat])
    day = models.DateField()
    people = models.PositiveIntegerField()
    half = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.seat} {self.half}"

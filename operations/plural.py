"""Numbers with their word, as the commands say them."""


def count_of(number: int, one: str, many: str) -> str:
    """Return `1 member entered`, and `2 members entered`."""
    return f"{number} {one if number == 1 else many}"

"""Numbers in addresses: as many digits as a database takes, so that longer ones are not found and break nothing."""

from __future__ import annotations

from django.urls import register_converter


class RowNumber:
    """The number of a row, as Django's paths take it: `<row:number>`."""

    regex: str = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """Return the number that stands in an address."""
        return int(value)

    def to_url(self, value: int) -> str:
        """Return a number as it stands in an address."""
        return str(value)


register_converter(RowNumber, "row")

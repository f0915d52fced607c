"""How amounts of an application are typed."""

from decimal import Decimal
from typing import Any

from delegations.applications.models import euros
from delegations.support.fields import EurosField


class AmountField(EurosField):
    """Typed like cents of a scheme, kept as an amount of the registers."""

    def to_python(self, value: Any) -> Any:
        cents = super().to_python(value)
        return None if cents is None else euros(cents)

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(int(value * 100) if isinstance(value, Decimal) else value)

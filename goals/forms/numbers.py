"""Numbers as people type them, with the comma or the dot of their language."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _

LONGEST = 40
TYPED = re.compile(r"[+-]?\d+(\.\d+)?")


def parsed(text: str) -> Decimal:
    """Read "88", "74.5", "74,5" or "12 000,5"; raises ValueError for anything else.

    Both comma and dot are understood as decimal sign, unless it groups thousands in the language
    in force: "1,234" is more than a thousand in English, "1.234" in German.
    """
    decimal_sign = str(get_format("DECIMAL_SEPARATOR"))
    group_sign = "," if decimal_sign == "." else "."
    bare = re.sub(r"[\s'’]", "", text).replace("−", "-")
    if re.fullmatch(rf"[+-]?[1-9]\d{{0,2}}({re.escape(group_sign)}\d{{3}})+([.,]\d+)?", bare):
        bare = bare.replace(group_sign, "")
    bare = bare.replace(",", ".")
    if len(text) > LONGEST or not TYPED.fullmatch(bare):
        raise ValueError(text)
    return Decimal(bare)


class NumberField(forms.Field):
    """A number with at most four decimal places."""

    default_error_messages = {  # noqa: RUF012  Django reads it as a class attribute
        "number": _("Write a number, such as 88 or 74.5."),
    }

    def __init__(self, **options: Any) -> None:
        habit = {"inputmode": "decimal", "autocomplete": "off", "maxlength": LONGEST}
        options.setdefault("widget", forms.TextInput(attrs=habit))
        super().__init__(**options)

    def to_python(self, value: Any) -> Decimal | None:
        if value in self.empty_values or not str(value).strip():
            return None
        try:
            return parsed(str(value))
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["number"], code="number") from error

    def prepare_value(self, value: Any) -> Any:
        """Show a kept number with the sign of the language, without useless zeros."""
        if not isinstance(value, Decimal):
            return value
        return f"{value.normalize():f}".replace(".", str(get_format("DECIMAL_SEPARATOR")))

"""What every writing form has in common."""

import uuid

from django import forms


class OnceForm(forms.Form):
    """A form that carries a key, so that a double click sends once (see `core.idempotency`)."""

    idempotency_key = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

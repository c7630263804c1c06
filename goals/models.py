"""Goals that people set together."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Goal(models.Model):
    """Something people want to reach, and why it matters."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    why_it_matters = models.TextField(_("why it matters"))

    def __str__(self) -> str:
        return self.title

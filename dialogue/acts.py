"""What admins set about talks, in sentences for the audit log."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "cadence.end": _("A rule of the rhythm was ended"),
    "cadence.set": _("A rule of the rhythm was set"),
    "template.change": _("A set of prompts was changed"),
    "template.introduce": _("A set of prompts was introduced"),
    "template.make_usual": _("A set of prompts became the usual one"),
    "template.retire": _("A set of prompts was retired"),
}

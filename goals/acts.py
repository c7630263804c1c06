"""What admins did to values and capabilities, in sentences for the audit log."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "capability.accept": _("A proposal about a capability was accepted"),
    "capability.decline": _("A proposal about a capability was declined"),
    "purpose.state": _("The purpose of the organisation was worded"),
    "value.add": _("A value was added"),
    "value.bring_back": _("A value was brought back"),
    "value.edit": _("A value was reworded"),
    "value.move": _("A value was moved to another place"),
    "value.retire": _("A value was retired"),
}

"""What admins set about feedback, in sentences for the audit log."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "course.require": _("It was decided whether the course is a condition"),
    "principles.state": _("The principles were reworded"),
    "protection.set_limits": _("The limits that protect people were set"),
    "ratio.set_parameters": _("The rules of the published ratio were set"),
    "round.set_thresholds": _("It was set from how many answers on rounds show anything"),
}

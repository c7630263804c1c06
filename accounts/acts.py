"""What admins did to people and the organisation, in sentences for the audit log."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "import.begin": _("A list of people was uploaded"),
    "import.drop": _("An uploaded list of people was dropped"),
    "organisation.found": _("The organisation was founded here"),
    "organisation.rename": _("The organisation was renamed"),
    "people.import": _("A list of people was imported"),
    "person.change_role": _("A role was changed"),
    "person.create": _("A person was added"),
    "person.deactivate": _("An account was closed"),
    "person.edit": _("What the list says of a person was changed"),
    "person.invite": _("A person was invited"),
    "person.name_trusted": _("The trusted persons were named"),
    "person.reactivate": _("An account was opened again"),
}

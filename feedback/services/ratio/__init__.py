"""The praise-to-improvement ratio: its parameters, its publication, and one's own part in it."""

from feedback.services.ratio.counting import COUNTED as COUNTED
from feedback.services.ratio.counting import counts_of_those_who_pass as counts_of_those_who_pass
from feedback.services.ratio.parameters import BelowThePromise as BelowThePromise
from feedback.services.ratio.parameters import Parameters as Parameters
from feedback.services.ratio.parameters import set_parameters as set_parameters
from feedback.services.ratio.parameters import setting_in_force as setting_in_force
from feedback.services.ratio.parameters import settings_in_force as settings_in_force
from feedback.services.ratio.publishing import TooEarly as TooEarly
from feedback.services.ratio.publishing import publish as publish
from feedback.services.ratio.publishing import publish_due as publish_due
from feedback.services.ratio.sharing import FiguresAreNotShared as FiguresAreNotShared
from feedback.services.ratio.sharing import FiguresAreShared as FiguresAreShared
from feedback.services.ratio.sharing import OnlyWithACoach as OnlyWithACoach
from feedback.services.ratio.sharing import share as share
from feedback.services.ratio.sharing import unshare as unshare
from feedback.services.ratio.taking_part import OptOutNotAllowed as OptOutNotAllowed
from feedback.services.ratio.taking_part import opt_in as opt_in
from feedback.services.ratio.taking_part import opt_out as opt_out

"""Capabilities: anybody proposes, admins adopt or decline, in the open."""

from goals.services.capabilities.decisions import accept as accept
from goals.services.capabilities.decisions import decline as decline
from goals.services.capabilities.decisions import enact as enact
from goals.services.capabilities.proposals import propose as propose
from goals.services.capabilities.proposals import propose_change as propose_change
from goals.services.capabilities.proposals import propose_retiring as propose_retiring
from goals.services.capabilities.proposals import withdraw as withdraw
from goals.services.capabilities.standing import NotAdopted as NotAdopted
from goals.services.capabilities.standing import allow as allow
from goals.services.capabilities.standing import locked_open as locked_open
from goals.services.capabilities.wording import FEWEST as FEWEST
from goals.services.capabilities.wording import LONGEST_LEVEL_NAME as LONGEST_LEVEL_NAME
from goals.services.capabilities.wording import LONGEST_NAME as LONGEST_NAME
from goals.services.capabilities.wording import LONGEST_REASON as LONGEST_REASON
from goals.services.capabilities.wording import LONGEST_TEXT as LONGEST_TEXT
from goals.services.capabilities.wording import MOST as MOST

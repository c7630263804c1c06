"""Who may read and do what with feedback and 360 rounds."""

from feedback.policies.pieces import can_be_hinted as can_be_hinted
from feedback.policies.pieces import can_be_trusted as can_be_trusted
from feedback.policies.pieces import can_look as can_look
from feedback.policies.pieces import can_read as can_read
from feedback.policies.pieces import can_read_partner_answer as can_read_partner_answer
from feedback.policies.pieces import can_read_pause as can_read_pause
from feedback.policies.pieces import can_read_ratio_share as can_read_ratio_share
from feedback.policies.pieces import can_read_reply as can_read_reply
from feedback.policies.pieces import can_read_report as can_read_report
from feedback.policies.pieces import can_read_request as can_read_request
from feedback.policies.pieces import can_read_started_goal as can_read_started_goal
from feedback.policies.pieces import can_read_thread as can_read_thread
from feedback.policies.pieces import can_reply as can_reply
from feedback.policies.pieces import can_report as can_report
from feedback.policies.pieces import can_withdraw as can_withdraw
from feedback.policies.pieces import can_withdraw_report as can_withdraw_report
from feedback.policies.pieces import has_reached as has_reached
from feedback.policies.pieces import is_party as is_party
from feedback.policies.pieces import is_side as is_side
from feedback.policies.pieces import owns as owns
from feedback.policies.pieces import reads_as_coach as reads_as_coach

"""Pictures of feedback for pages."""

from feedback.selectors.inbox import BOXES as BOXES
from feedback.selectors.inbox import DraftLine as DraftLine
from feedback.selectors.inbox import box as box
from feedback.selectors.inbox import draft_lines as draft_lines
from feedback.selectors.inbox import drafts_of as drafts_of
from feedback.selectors.inbox import newest_in as newest_in
from feedback.selectors.inbox import others_in as others_in
from feedback.selectors.inbox import said_before as said_before
from feedback.selectors.piece import readable as readable
from feedback.selectors.piece import replies_in as replies_in
from feedback.selectors.piece import started_from as started_from

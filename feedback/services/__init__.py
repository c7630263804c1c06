"""Everything that writes feedback."""

from feedback.services.asking import answer as answer
from feedback.services.batches import send_now as send_now
from feedback.services.drafts import keep_draft as keep_draft
from feedback.services.filing import file as file
from feedback.services.filing import unfile as unfile
from feedback.services.giving import Piece as Piece
from feedback.services.giving import give as give
from feedback.services.receiving import mark_read as mark_read
from feedback.services.receiving import put_back_on_wall as put_back_on_wall
from feedback.services.receiving import take_off_wall as take_off_wall
from feedback.services.receiving import thank as thank
from feedback.services.releasing import release as release
from feedback.services.releasing import unrelease as unrelease
from feedback.services.replies import reply as reply
from feedback.services.shares import share as share
from feedback.services.shares import unshare as unshare
from feedback.services.withdrawing import withdraw as withdraw
from feedback.services.withdrawing import withdraw_all as withdraw_all

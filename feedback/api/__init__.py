"""Calls about feedback."""

from feedback.api.acts import File as File
from feedback.api.acts import PutBackOnWall as PutBackOnWall
from feedback.api.acts import Reply as Reply
from feedback.api.acts import SendNow as SendNow
from feedback.api.acts import Share as Share
from feedback.api.acts import TakeOffWall as TakeOffWall
from feedback.api.acts import Thank as Thank
from feedback.api.acts import Unfile as Unfile
from feedback.api.acts import Unshare as Unshare
from feedback.api.acts import Withdraw as Withdraw
from feedback.api.pieces import OnePiece as OnePiece
from feedback.api.pieces import Pieces as Pieces
from feedback.api.release import Release as Release
from feedback.api.release import Unrelease as Unrelease

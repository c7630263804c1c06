"""A guide for writing: rules as data that ask about words, and never say no.

The engine knows no word of the domain. An app brings its rules (`Rule`, in order of use) and one
file of wordings for each language. Nothing is stored, logged or sent anywhere.
"""

from core.guide.engine import Guide as Guide
from core.guide.engine import Hint as Hint
from core.guide.engine import Typed as Typed
from core.guide.rules import Finding as Finding
from core.guide.rules import Look as Look
from core.guide.rules import Rule as Rule
from core.guide.rules import found as found
from core.guide.rules import found_or_often as found_or_often
from core.guide.rules import lacking as lacking
from core.guide.wordings import Wording as Wording

"""What must hold across tables, which no CHECK can say. Each rule finds rows against it."""

from home.invariants.rule import Rule as Rule
from home.invariants.rules import RULES as RULES
from home.invariants.rules import broken as broken

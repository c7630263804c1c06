"""An organisation that never was, for trying the app and for measuring it.

Rows are made in bulk, past the services, so every module here keeps the rules by itself; the
command `check_invariants` and the CHECKs of the database look whether it did. What happens at the
end of the history (planning, publishing, the story of the demo) goes through the services.
"""

from home.population.making import populate as populate
from home.population.world import Plan as Plan

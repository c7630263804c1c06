"""Keeps children running: who dies is started again, and who keeps dying ends the whole."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from config.embedded.children import Child
from config.embedded.failures import Failure

WINDOW = 60.0  # seconds over which deaths are counted
MOST_DEATHS = 5
LONGEST_PAUSE = 15.0  # seconds


@dataclass
class Kept:
    """A child that must be there. `vital` ones end the whole when they keep dying."""

    child: Child
    start: Callable[[], None]
    vital: bool
    deaths: list[float] = field(default_factory=list)
    again_at: float | None = None

    def look(self, now: float) -> str | None:
        """Start the child again when it is due; return the sentence when it was found dead.

        Raises Failure when a vital child died too often lately.
        """
        if self.child.running:
            return None
        if self.again_at is None:
            return self.bury(now)
        if now >= self.again_at:
            self.again_at = None
            self.restart()
        return None

    def restart(self) -> None:
        """Start the child; what fails at once is found dead at the next look."""
        try:
            self.start()
        except Failure:
            if self.vital:
                raise

    def bury(self, now: float) -> str:
        """Note the death, end what the child left, and set when to start it again."""
        self.child.sweep()
        self.deaths = [moment for moment in self.deaths if moment > now - WINDOW] + [now]
        if self.vital and len(self.deaths) >= MOST_DEATHS:
            raise Failure(f"{self.child.name} keeps ending; its log is {self.child.log}")
        pause = min(0.25 * 2 ** (len(self.deaths) - 1), LONGEST_PAUSE)
        self.again_at = now + pause
        return f"{self.child.failure()}. It is started again."


@dataclass
class Keeper:
    """All children that must be there."""

    kept: list[Kept] = field(default_factory=list)

    def add(self, child: Child, start: Callable[[], None], *, vital: bool) -> None:
        """Keep a child that runs already."""
        self.kept.append(Kept(child, start, vital))

    def look(self) -> None:
        """Look after every child once. Raises Failure when one cannot be kept."""
        for kept in self.kept:
            if sentence := kept.look(time.monotonic()):
                print(sentence, flush=True)

"""Parts of a page that apps above put there, since an app knows nothing of those above it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from accounts.models import Person

T = TypeVar("T")


@dataclass(frozen=True)
class Line:
    """A line that leads somewhere, with a smaller one below it."""

    text: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A heading with lines; `note` says who sees them, `more` where the others are."""

    code: str
    title: str
    lines: tuple[Line, ...]
    note: str = ""
    more: Line | None = None


Provider = Callable[[T, "Person"], Section | None]


class Places(Generic[T]):
    """The sections of one kind of page. A provider asks at most one query; None shows nothing."""

    def __init__(self) -> None:
        self.providers: list[Provider[T]] = []

    def register(self, provider: Provider[T]) -> None:
        """Make a provider known; the app above does this once when it starts."""
        self.providers.append(provider)

    def sections(self, thing: T, viewer: "Person") -> tuple[Section, ...]:
        """Return what this viewer may see beside the thing."""
        found = (provider(thing, viewer) for provider in self.providers)
        return tuple(section for section in found if section)

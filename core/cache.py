"""A cache that may be away: a page never fails because Redis does."""

from collections.abc import Callable
from time import monotonic
from typing import Any, ClassVar, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

Answer = TypeVar("Answer")
REST = 2.0  # seconds in which nobody waits for a Redis that did not answer


class ForgivingRedisCache(RedisCache):
    """Redis cache that answers "not there" while Redis cannot be reached.

    Rate limits and who is on a page right now are the only things kept here. While Redis is away
    limits do not count, and nobody is said to be there; sign-in and writing stay possible, which
    matters more for those minutes.
    """

    away_until: ClassVar[float] = 0.0

    def forgive(self, ask: Callable[[], Answer], otherwise: Answer) -> Answer:
        """Return what Redis answers; while it is away, at once what stands in for that."""
        if monotonic() < ForgivingRedisCache.away_until:
            return otherwise
        try:
            return ask()
        except (RedisError, OSError):
            ForgivingRedisCache.away_until = monotonic() + REST
            return otherwise

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self.forgive(
            lambda: super(ForgivingRedisCache, self).get(key, default, version), default
        )

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        return self.forgive(lambda: super(ForgivingRedisCache, self).get_many(keys, version), {})

    def set(self, *args: Any, **kwargs: Any) -> None:
        self.forgive(lambda: super(ForgivingRedisCache, self).set(*args, **kwargs), None)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return self.forgive(lambda: super(ForgivingRedisCache, self).add(*args, **kwargs), True)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return self.forgive(lambda: super(ForgivingRedisCache, self).delete(*args, **kwargs), False)

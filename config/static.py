"""Static files: hashed names, compressed once, as hard as their size allows."""

from collections.abc import Iterable, Iterator
from typing import Any

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

LARGE = 100_000  # bytes; our own files are smaller, the bundles of packages larger


class StaticFilesCompressor(Compressor):  # type: ignore[misc] # whitenoise has no types
    """Brotli at its best for small files; a step lower for bundles, which is ten times as fast."""

    @staticmethod
    def compress_brotli(content: bytes) -> bytes:
        """Return the content compressed."""
        compressed: bytes = brotli.compress(content, quality=9 if len(content) > LARGE else 11)
        return compressed


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """The storage behind `{% static %}`.

    Pages link to hashed names alone, and nobody but a developer loads a source map: the rest need
    not be compressed, which is most of the time that collecting takes.
    """

    def create_compressor(self, **options: Any) -> StaticFilesCompressor:
        """Return the compressor."""
        return StaticFilesCompressor(**options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress what pages link to."""
        linked = set(self.hashed_files.values())
        chosen = [path for path in paths if path in linked and not path.endswith(".map")]
        yield from super().compress_files(chosen)

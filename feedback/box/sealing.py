"""Sealing one answer: AES-GCM under a key of its own, padded so that its length tells little."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from feedback.box.keys import NONCE_BYTES, Place, RoundKeys

SMALLEST = 512  # bytes of padded text; then 1,024, 2,048 and so on
LENGTH_BYTES = 4


class NotThisBox(Exception):
    """The bytes were not sealed for this place, or were changed."""


def seal(text: str, *, keys: RoundKeys, place: Place) -> bytes:
    """Return the box of an answer. Sealed again, the same words give other bytes."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(keys.key(place)).encrypt(nonce, padded(text), keys.tag(place))


def opened(box: bytes, *, keys: RoundKeys, place: Place) -> str:
    """Return the words in a box. Raises NotThisBox."""
    try:
        plain = AESGCM(keys.key(place)).decrypt(
            bytes(box[:NONCE_BYTES]), bytes(box[NONCE_BYTES:]), keys.tag(place)
        )
    except (InvalidTag, ValueError) as error:
        raise NotThisBox from error
    length = int.from_bytes(plain[:LENGTH_BYTES], "big")
    return plain[LENGTH_BYTES : LENGTH_BYTES + length].decode()


def padded(text: str) -> bytes:
    """Return the words with their length before them, filled up to the next step."""
    words = text.encode()
    size = SMALLEST
    while size < LENGTH_BYTES + len(words):
        size *= 2
    return (len(words).to_bytes(LENGTH_BYTES, "big") + words).ljust(size, b"\0")

"""Keys: the secret outside the database wraps a round's key; from that all else is derived."""

import hmac
import secrets
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
OWN_SECRET = b"mastery-loop/sealing/1"
FROM_SECRET_KEY = b"mastery-loop/sealing/1/from-secret-key"
TAGS = b"mastery-loop/round/1/tag"
BOXES = b"mastery-loop/round/1/box"


class WrongSecret(Exception):
    """The secret is not the one under which this key was wrapped, or the bytes were changed."""


@dataclass(frozen=True)
class Place:
    """Whose answer to what: a reviewer of a round (their nomination), its subject, an item."""

    reviewer: UUID
    subject: UUID
    item: str

    @property
    def name(self) -> bytes:
        """Return the bytes from which tag and key are derived; two places never share them."""
        return self.reviewer.bytes + self.subject.bytes + self.item.encode()


@dataclass(frozen=True)
class RoundKeys:
    """The two keys of one round: one names the rows, one seals them."""

    tags: bytes
    boxes: bytes

    def tag(self, place: Place) -> bytes:
        """Return under what this answer is stored: without the key it looks like chance."""
        return hmac.digest(self.tags, place.name, "sha256")

    def key(self, place: Place) -> bytes:
        """Return the key of this one box."""
        return hmac.digest(self.boxes, place.name, "sha256")


def new_round_key() -> bytes:
    """Return the random key of a new round."""
    return secrets.token_bytes(KEY_BYTES)


def round_keys(round_key: bytes) -> RoundKeys:
    """Derive the keys of a round."""
    return RoundKeys(tags=derived(round_key, TAGS), boxes=derived(round_key, BOXES))


def wrapping_key(sealing_secret: str, secret_key: str) -> bytes:
    """Return the key that wraps the keys of rounds.

    From the secret that the installation set aside for it, or else from its general one.
    """
    if sealing_secret:
        return derived(sealing_secret.encode(), OWN_SECRET)
    return derived(secret_key.encode(), FROM_SECRET_KEY)


def wrap(round_key: bytes, *, under: bytes, of: UUID) -> bytes:
    """Return the key of a round as it may lie in the database; bound to this round."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(under).encrypt(nonce, round_key, of.bytes)


def unwrap(wrapped: bytes, *, under: bytes, of: UUID) -> bytes:
    """Return the key of a round. Raises WrongSecret."""
    try:
        return AESGCM(under).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], of.bytes)
    except (InvalidTag, ValueError) as error:
        raise WrongSecret from error


def derived(secret: bytes, label: bytes) -> bytes:
    """Derive a key for one purpose."""
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=label).derive(secret)

"""Puts the database key under a passphrase or a recovery key, and takes it out again."""

from __future__ import annotations

import secrets

from desktop.store.errors import WrongKeyError
from desktop.store.sidecar import Stretching, WrappedKey

_SALT_BYTES = 16
_NONCE_BYTES = 12
_KEY_BYTES = 32
_PURPOSE = b"callside database key"

# Crockford's alphabet: no letter can be taken for a digit.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKALIKES = str.maketrans("OIL", "011")
_GROUPS, _GROUP_LENGTH = 8, 4


def new_recovery_key() -> str:
    """A random key of 160 bits in groups of four, to be written down: `7M2K-…-Q4TZ`."""
    letters = [secrets.choice(_ALPHABET) for _ in range(_GROUPS * _GROUP_LENGTH)]
    text = "".join(letters)
    return "-".join(text[at : at + _GROUP_LENGTH] for at in range(0, len(text), _GROUP_LENGTH))


def wrap_by_passphrase(key: bytes, passphrase: str, stretching: Stretching) -> WrappedKey:
    """Seal the key under a passphrase, stretched with argon2id."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return _seal(key, _stretch(passphrase, salt, stretching), salt)


def unwrap_by_passphrase(wrapped: WrappedKey, passphrase: str, stretching: Stretching) -> bytes:
    """The key; raises `WrongKeyError` when the passphrase is another one."""
    return _unseal(wrapped, _stretch(passphrase, bytes.fromhex(wrapped.salt), stretching))


def wrap_by_recovery_key(key: bytes, recovery_key: str) -> WrappedKey:
    """Seal the key under a recovery key, which is random and needs no stretching."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return _seal(key, _derive(recovery_key, salt), salt)


def unwrap_by_recovery_key(wrapped: WrappedKey, recovery_key: str) -> bytes:
    """The key; case, spaces and dashes do not matter. Raises `WrongKeyError`."""
    return _unseal(wrapped, _derive(recovery_key, bytes.fromhex(wrapped.salt)))


def _seal(key: bytes, wrapping_key: bytes, salt: bytes) -> WrappedKey:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(wrapping_key).encrypt(nonce, key, _PURPOSE)
    return WrappedKey(salt.hex(), nonce.hex(), sealed.hex())


def _unseal(wrapped: WrappedKey, wrapping_key: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce, sealed = bytes.fromhex(wrapped.nonce), bytes.fromhex(wrapped.sealed)
    try:
        return AESGCM(wrapping_key).decrypt(nonce, sealed, _PURPOSE)
    except InvalidTag as error:
        raise WrongKeyError from error


def _stretch(passphrase: str, salt: bytes, stretching: Stretching) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=salt,
        length=_KEY_BYTES,
        iterations=stretching.iterations,
        lanes=stretching.lanes,
        memory_cost=stretching.memory_kib,
    ).derive(passphrase.encode())


def _derive(recovery_key: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    plain = recovery_key.upper().translate(_LOOKALIKES)
    letters = "".join(letter for letter in plain if letter in _ALPHABET)
    return HKDF(SHA256(), _KEY_BYTES, salt, _PURPOSE).derive(letters.encode())

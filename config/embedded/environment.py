"""What the application's processes are told through their environment."""

import os
import secrets
from pathlib import Path

from config.embedded.places import ROOT, Places
from config.embedded.postgres import database_url
from config.embedded.valkey import redis_url


def secret_key(places: Places) -> str:
    """Return the secret of this data directory, made on first use and readable by us alone."""
    path = places.data / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    secret = secrets.token_urlsafe(48)
    with os.fdopen(descriptor, "w") as file:
        file.write(secret)
    return secret


def application_environment(places: Places, sockets: Path, url: str) -> dict[str, str]:
    """Return the environment for web, worker, beat and commands.

    What the caller's environment says already is kept. Bytecode is written whatever it says: the
    start is several seconds slower without.
    """
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment.pop("DB_ROLE", None)  # of the web process alone
    defaults = {
        "DATABASE_URL": database_url(sockets),
        "REDIS_URL": redis_url(sockets),
        "SECRET_KEY": environment.get("SECRET_KEY") or secret_key(places),
        "BASE_URL": url,
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
    }
    if not environment.get("EMAIL_URL"):
        places.mail.mkdir(mode=0o700, exist_ok=True)
        defaults["MAIL_DIR"] = str(places.mail)
    for name, value in defaults.items():
        environment[name] = environment.get(name) or value
    return environment | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "EMBEDDED": "1",
        "PYTHONPATH": str(ROOT),
        "STATIC_ROOT": str(places.static),
    }

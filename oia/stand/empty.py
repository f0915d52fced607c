"""Empty tables quickly: migrated once, copied from then on, as long as no migration changes.

For embedded servers only; on others nobody leaves databases behind.
"""

import hashlib
from collections.abc import Callable

from oia import servers
from oia.servers.places import exclusive, path_of

PREFIX = "oia_empty_"
# What `migrate` does besides the migrations: rights, the watch of the feed, the gazetteer.
BESIDES = (
    "requirements.txt",
    "oia/core/rights.py",
    "oia/core/words.py",
    "oia/api/watch.py",
    "oia/office/gazetteer.py",
)


def renew(name: str, migrate: Callable[[], None]) -> None:
    """Makes the database anew with empty tables; `migrate` fills it where no template fits.

    Whoever comes second waits for the first, as two processes of one test run do.
    """
    template = PREFIX + shape()
    with exclusive(path_of(".empty.lock")):
        found = {known for known in servers.databases() if known.startswith(PREFIX)}
        if template in found:
            servers.renew_database(name, template)
            return
        servers.renew_database(name)
        migrate()
        for old in found:
            servers.drop_database(old)
        servers.create_database(template, name)


def shape() -> str:
    """What the tables depend on, in short: every migration, and what is done after them."""
    files = [servers.REPOSITORY / name for name in BESIDES]
    files += sorted(servers.REPOSITORY.glob("*/migrations/*.py"))
    files += sorted(servers.REPOSITORY.glob("oia/*/migrations/*.py"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(servers.REPOSITORY)).encode() + file.read_bytes())
    return digest.hexdigest()[:16]

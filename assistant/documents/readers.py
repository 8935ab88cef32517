"""Which readers this program has: told from those of another version by their source."""

import hashlib
from functools import cache
from pathlib import Path


@cache
def readers() -> str:
    """Equal as long as a file that could not be read cannot be read now."""
    found = hashlib.sha256()
    for module in sorted(Path(__file__).parent.rglob("*.py")):
        found.update(module.read_bytes())
    return found.hexdigest()[:16]

"""What every test may count on: no model hub, and no settings of the person's own."""

import os


def pytest_configure() -> None:
    # Read at import by the libraries that would otherwise ask a model hub.
    os.environ["HF_HUB_OFFLINE"] = "1"
    for name in [name for name in os.environ if name.startswith("PINCITE_")]:
        del os.environ[name]

"""JSON that can be sent whatever it holds."""

import json

from fastapi.responses import JSONResponse


class EscapedJSON(JSONResponse):
    r"""JSON in which a byte of a file name that is no character is escaped, as on the command line.

    UTF-8 cannot hold it; `\udcff` in a JSON string can.
    """

    def render(self, content: object) -> bytes:
        """The body; never raises for a text."""
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return text.encode("utf-8", "backslashreplace")

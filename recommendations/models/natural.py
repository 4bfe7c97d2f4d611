"""Numbers in the order people count them: 3.9 before 3.10."""

import re


def sort_key(code: str) -> str:
    """A code as text that sorts naturally, the same under every collation.

    Numbers are padded to six digits and all else but letters is dropped:
    "ajpoa2015-3.10" becomes "ajpoa002015000003000010".
    """
    parts = re.findall(r"\d+|[^\W\d_]+", code.lower())
    return "".join(part.zfill(6) if part.isdigit() else part for part in parts)

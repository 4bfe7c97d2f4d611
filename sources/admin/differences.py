"""Two wordings side by side, with the words in which they differ marked."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

PIECE = re.compile(r"\s+|[^\W_]+|.", re.DOTALL)
LONGEST = 20_000  # characters that are still compared word by word


def marked(before: str, after: str) -> SafeString:
    """HTML that leads from one wording to the other: <del> what goes, <ins> what comes."""
    if max(len(before), len(after)) > LONGEST:
        return _changed(before, after)
    old, new = PIECE.findall(before), PIECE.findall(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return mark_safe(
        "".join(
            format_html("{}", "".join(old[i1:i2]))
            if op == "equal"
            else _changed("".join(old[i1:i2]), "".join(new[j1:j2]))
            for op, i1, i2, j1, j2 in steps
        )
    )


def _changed(before, after):
    parts = [(tag, words) for tag, words in (("del", before), ("ins", after)) if words]
    return format_html_join("", "<{0}>{1}</{0}>", ((mark_safe(tag), words) for tag, words in parts))

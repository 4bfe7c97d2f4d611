"""Hundreds of odd and hostile searches, and texts in other scripts to be found by them."""

import json
from pathlib import Path

QUERIES = json.loads((Path(__file__).parent / "queries.json").read_text())
TEXTS = [
    "日本とASEAN諸国の移民労働者の権利。東京にて。",
    "แรงงานข้ามชาติ และ ສິດຂອງກຳມະກອນ",
    "កម្មករ ការ\u200bងារ · အလုပ်သမား · हिन्दी · 대한민국",
    "Don't say “fine” (ﬁne), naïve, Việt Nam, STRASSE, 5 % of $1,000; co-operation.",
    "mig\u00adrant ＷＯＲＫＥＲＳ 🙂 don’t _ = %",
    "the " * 300 + "end of the line " + "word " * 300,
]

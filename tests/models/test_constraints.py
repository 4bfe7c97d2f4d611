"""No rule of the database goes untried."""

from pathlib import Path

from .refusal import constraints


def test_every_constraint_is_tried():
    told = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in constraints() if f'"{name}"' not in told] == []

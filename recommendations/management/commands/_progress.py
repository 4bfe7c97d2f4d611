"""How far a long command is, on one line of the terminal; one line for each file where there is none."""

from time import monotonic

EVERY = 0.2  # seconds


class Told:
    """A `Progress` that writes: what is being done, and how many rows of it."""

    def __init__(self, stream, *, is_quiet: bool = False):
        self.stream, self.is_quiet = stream, is_quiet
        self.is_terminal = stream.isatty()
        self.rows: dict[str, int] = {}
        self.at = monotonic()
        self.last = ""

    def __call__(self, what: str, rows: int) -> None:
        if self.last and what != self.last:
            self.end()
        self.last, self.rows[what] = what, rows
        if self.is_terminal and not self.is_quiet and monotonic() - self.at > EVERY:
            self.at = monotonic()
            self.stream.write(f"\r{what}: {rows:,} rows", ending="")
            self.stream.flush()

    def end(self) -> None:
        """What was told last is done."""
        if self.last and not self.is_quiet:
            start = "\r" if self.is_terminal else ""
            self.stream.write(f"{start}{self.last}: {self.rows[self.last]:,} rows")
        self.last = ""

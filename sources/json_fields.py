"""JSON that reads the same from every database."""

import json


class KeysInOrder(json.JSONDecoder):
    """Gives the keys of each object in alphabetical order.

    PostgreSQL keeps them in an order of its own, SQLite in the order in which they came; a dump
    is to be the same from both.
    """

    def __init__(self):
        super().__init__(object_pairs_hook=lambda pairs: dict(sorted(pairs)))

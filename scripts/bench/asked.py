"""How many statements a page of the site asks the database: prints the number for each address.

python -m scripts.bench.asked ADDRESS …
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asean_japan.settings")
django.setup()


def main():
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    reader = Client(SERVER_NAME="localhost")
    for address in sys.argv[1:]:
        reader.get(address)  # what is asked once in the life of a process does not count
        with CaptureQueriesContext(connection) as asked:
            reader.get(address)
        print(len(asked))


if __name__ == "__main__":
    main()

"""`make bench`: the site beside hand-written SQL, empty pages and Datasette, on one machine in one run.

.venv/bin/python -m scripts.bench [--sizes 100,10000,250000] [--databases sqlite,postgresql] …
"""

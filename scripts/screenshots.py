"""Pictures of every kind of page, at 1280 and 390 pixels, light and dark.

    .venv/bin/python -m scripts.screenshots [--to FOLDER] [NAME …]

The kinds are found by following links from the home page, one picture set for each name in the
site's addresses; names given narrow the choice (home, objective-list …). The site is served for it
from a database of its own, with the two documents in it.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections import deque
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.urls import Resolver404, resolve
from playwright.sync_api import sync_playwright

from scripts.programs import find_chromium

ROOT = Path(__file__).resolve().parent.parent
# Where to begin, so that a telling record stands for its kind.
FIRST = ["/", "/objectives/ascc2015-c2/", "/clauses/ajpoa2015-3.10/", "/recommendations/chapter-c2-r1/"]
FIRST += ["/search/?q=migrant+workers", "/compare/?a=ajpoa2015-3.10&b=chapter-c2-r1"]
FIRST += [
    "/collection/?codes=ascc2015-c2,ajpoa2015-3.10,chapter-c2-r1&title=Migrant+workers&n.chapter-c2-r1=Ask"
]
WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
TALLEST = 3000  # pixels; a whole chapter is no picture
SECONDS_TO_START = 60


def main():
    parser = argparse.ArgumentParser(description="Take pictures of every kind of page.")
    parser.add_argument("names", nargs="*", help="kinds of page, by the names of their addresses")
    parser.add_argument("--to", type=Path, default=ROOT / "var" / "screenshots")
    wanted = parser.parse_args()
    wanted.to.mkdir(parents=True, exist_ok=True)
    with served() as site, browser() as chromium:
        kinds = find_kinds(chromium, site)
        if unknown := set(wanted.names) - set(kinds):
            sys.exit(f"No such page: {', '.join(sorted(unknown))}. There are: {', '.join(kinds)}")
        for name in wanted.names or kinds:
            take(chromium, f"{site}{kinds[name]}", wanted.to / name)
            print(f"{name}: {kinds[name]}", flush=True)
    print(f"The pictures are in {wanted.to}")


def find_kinds(chromium, site):
    """One address for each kind of page, by name; the first that links lead to."""
    page, kinds, waiting = chromium.new_page(), {}, deque(FIRST)
    while waiting:
        path = waiting.popleft()
        name = kind_of(path)
        if not name or name in kinds or not is_page(page.request.get(f"{site}{path}")):
            continue
        kinds[name] = path
        page.goto(f"{site}{path}")
        # Of a link in a drawing `href` is no text.
        whole = "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
        links = page.eval_on_selector_all("a[href]", whole)
        waiting.extend(link.removeprefix(site) for link in links if link.startswith(f"{site}/"))
    page.close()
    return kinds


def kind_of(path):
    """The name of the address in the site's urls; nothing for the admin and for what is not ours."""
    with suppress(Resolver404):
        name = resolve(urlsplit(path).path).view_name
        return None if name.startswith("admin:") else name.replace(":", "-")
    return None


def is_page(response):
    return response.ok and response.headers.get("content-type", "").startswith("text/html")


def take(chromium, address, stem):
    """Write the page's pictures as <stem>-<width>-<scheme>.png."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            size = {"width": width, "height": 800}
            page = chromium.new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
            page.goto(address, wait_until="networkidle")
            height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
            clip = {"x": 0, "y": 0, "width": width, "height": height}
            page.screenshot(path=f"{stem}-{width}-{scheme}.png", full_page=True, clip=clip)
            page.close()


@contextmanager
def browser():
    path = find_chromium()
    if path is None:
        sys.exit("Chromium was not found in PATH; Debian's package is chromium.")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=arguments)


@contextmanager
def served():
    """Serve the site on a free port from a fresh database; yields its origin."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/pictures.sqlite3"}
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        server = subprocess.Popen(command, cwd=ROOT, env=environment)
        try:
            wait_for(server, port)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait()


def wait_for(server, port):
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and server.poll() is None:
        with suppress(OSError), socket.create_connection(("localhost", port), timeout=1):
            return
        time.sleep(0.1)
    sys.exit("The site could not be served; what it said stands above.")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asean_japan.settings")
    django.setup()
    main()

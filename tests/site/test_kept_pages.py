"""The pages kept in memory: bounded, and the least asked for go first."""

import gzip
from concurrent.futures import ThreadPoolExecutor

from asean_japan.kept_pages import OVERHEAD, KeptPage, KeptPages


def a_page(size=3_000, kind="text/html"):
    return KeptPage([("Content-Type", kind), ("Content-Length", str(size))], b"a" * size)


def test_what_was_kept_is_found_again():
    pages, page = KeptPages(1_000_000), a_page()
    pages.keep("one", page)
    assert pages.get("one") is page
    assert pages.get("two") is None


def test_it_never_takes_more_than_its_room():
    pages = KeptPages(100_000)
    for n in range(500):
        pages.keep(f"{n}", a_page(n * 10))
        assert pages.taken <= pages.room
    assert pages.get("499") is not None
    assert pages.get("0") is None


def test_what_was_asked_for_lately_stays():
    pages = KeptPages(50 * (OVERHEAD + 4_000))
    for n in range(100):
        pages.keep(f"{n}", a_page())
        assert pages.get("0")
    assert pages.get("1") is None


def test_the_same_page_twice_takes_its_room_once():
    pages = KeptPages(1_000_000)
    for _ in range(3):
        pages.keep("one", a_page())
    assert (len(pages), pages.taken) == (1, a_page().size)


def test_one_page_that_would_push_out_the_others_is_not_kept():
    pages = KeptPages(80_000)
    pages.keep("small", a_page())
    pages.keep("large", a_page(20_000))
    assert (pages.get("large"), len(pages)) == (None, 1)


def test_without_room_nothing_is_kept():
    pages = KeptPages(0)
    pages.keep("one", a_page())
    assert len(pages) == 0


def test_compressed_it_is_the_same():
    headers, content = a_page().answer(takes_gzip=True)
    assert dict(headers)["Content-Encoding"] == "gzip"
    assert gzip.decompress(content) == a_page().content


def test_pictures_and_small_answers_are_not_compressed():
    for page in (a_page(kind="image/png"), a_page(100)):
        headers, content = page.answer(takes_gzip=True)
        assert "Content-Encoding" not in dict(headers)
        assert content == page.content


def test_many_may_ask_and_give_at_once():
    pages = KeptPages(100_000)

    def work(n):
        pages.keep(f"{n % 37}", a_page(n % 5_000))
        return pages.get(f"{n % 11}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(4_000)))
    assert pages.taken == sum(page.size for page in pages._pages.values()) <= pages.room

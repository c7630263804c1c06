"""Pages travel compressed, so that the next page opened is small; what has an ETag does not."""

import gzip

COMPRESSED = {"accept-encoding": "gzip"}
MOST = 20_000  # bytes of the next page
FEWEST_TIMES = 3  # smaller


def test_the_main_pages_are_small_on_their_way(client_for, cast, talk):
    ben, ada = client_for(cast.ben), client_for(cast.ada)
    for client, address in (
        (ben, "/"),
        (ben, "/feedback/give/"),
        (ben, f"/checkins/{talk.pk}/"),
        (ada, "/coach/"),
    ):
        answer = client.get(address, headers=COMPRESSED, follow=True)
        assert answer["Content-Encoding"] == "gzip", address
        assert "Accept-Encoding" in answer["Vary"], address
        page = gzip.decompress(answer.content)
        assert b"</html>" in page
        assert len(answer.content) < min(MOST, len(page) / FEWEST_TIMES), address


def test_what_is_compared_by_its_etag_stays_as_it_is(client_for, cast, talk):
    ben = client_for(cast.ben)
    live = ben.get(f"/checkins/{talk.pk}/live/", headers=COMPRESSED)
    called = ben.get(f"/api/v1/checkins/{talk.pk}", headers=COMPRESSED)
    for answer in (live, called):
        assert "Content-Encoding" not in answer
        assert not answer["ETag"].startswith("W/")


def test_a_browser_that_cannot_open_it_gets_the_plain_page(client_for, cast):
    assert b"</html>" in client_for(cast.ben).get("/").content

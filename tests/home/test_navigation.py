"""The links on every page are written once, and marked and shown as they should be each time."""

LINKS = ("/", "/checkins/", "/goals/", "/feedback/", "/people/", "/ratios/", "/coach/")


def navigation(browser, address: str) -> str:
    page = browser.get(address).content.decode()
    return page.partition('<header class="side">')[2].partition("</header>")[0]


def marked(browser, address: str) -> set[tuple[str, str]]:
    """The links of the navigation that are marked, and how."""
    shown = navigation(browser, address)
    return {
        (link, how)
        for link in (*LINKS, "/feedback/give/")
        for how in ("page", "true")
        if f'href="{link}" aria-current="{how}"' in shown
    }


def test_the_link_to_where_one_is_is_marked(ada, ben, client_for):
    browser = client_for(ada)
    for link in (*LINKS, *LINKS):
        assert marked(browser, link) == {(link, "page")}
    assert marked(browser, f"/people/{ben.pk}/") == {("/people/", "true")}
    assert not marked(browser, "/notifications/")


def test_the_settings_are_shown_to_admins_alone_whoever_comes_first(ada, root, client_for):
    for person, sees in ((ada, False), (root, True), (ada, False)):
        shown = navigation(client_for(person), "/people/")
        assert ('href="/settings/"' in shown) == sees


def test_each_reads_the_links_in_their_language(ada, ben, client_for):
    ben.language = "de"
    ben.save()
    for person, word in ((ada, "Goals"), (ben, "Ziele"), (ada, "Goals")):
        assert f"</svg>{word}</a>" in navigation(client_for(person), "/people/")

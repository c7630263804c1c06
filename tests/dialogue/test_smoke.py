def test_pages(at_now, client_for, cast, talk, peer_talk, held):
    for person in (cast.ben, cast.ada):
        c = client_for(person)
        for url in ("/checkins/", "/checkins/?show=past", "/checkins/plan/", f"/checkins/{talk.pk}/", f"/checkins/{talk.pk}/move/",
            f"/checkins/{talk.pk}/skip/", f"/dialogue/{cast.cleo.pk}/", f"/dialogue/{cast.ada.pk if person == cast.ben else cast.ben.pk}/", "/dialogue/%s/?q=went" % cast.cleo.pk, "/coach/", "/coach/?q=foo"):
            r = c.get(url)
            assert r.status_code == 200, (url, r.status_code)
    c = client_for(cast.root)
    assert c.get("/settings/prompts/").status_code == 200
    assert c.get("/settings/prompts/new/").status_code == 200

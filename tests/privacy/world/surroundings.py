"""People, teams, what admins keep, and who has left."""

from datetime import timedelta

from django.db.models import Q

from accounts.models import Coaching, CoachingSuggestion
from accounts.services import absences, agreements, coaching, teams, tokens, uploads
from accounts.services.people import deactivate
from dialogue.cadence import Rule
from dialogue.selectors.cadence import Proposal
from dialogue.services import prompts
from dialogue.services.cadence import set_rule
from feedback.services import ratio
from notifications.models import Notification
from tests.privacy.world.world import World


def people_and_teams(w: World) -> None:
    w.add("person", "here", w.ben, "members")
    w.add("person", "admin", w.root, "members")
    w.add("person", "left", w.zoe, "members")
    w.add("colleague", "here", w.dora, "ada ben cleo finn root tess")
    w.add("team", "of_others", w.supply, "members")
    w.add("team", "own", w.turbines, "members")
    w.add("own_team", "own", w.turbines, "members")
    asked = coaching.ask(w.ada, coachee=w.dora, by=w.dora, at=w.ago(days=3))
    w.add("coaching", "going_on", w.coaching, "ada ben")
    w.add("coaching", "asked", asked, "ada dora")
    w.add("question", "asked", asked, "ada dora")
    ended = coaching.ask(w.finn, coachee=w.ben, by=w.ben, at=w.ago(days=200))
    coaching.accept(ended, by=w.finn, at=w.ago(days=199))
    w.add("coaching", "ended", ended, "finn ben")
    figures_are_shown(w)
    agree(w, w.coaching, "ada ben", ada="ada ben", ben="ada ben")
    agree(w, ended, "ada ben", finn="ben finn", ben="ben")  # ben shows his newest words to ada
    suggestion = CoachingSuggestion.objects.create(coach=w.ada, coachee=w.cleo, made_at=w.now)
    w.add("suggestion", "open", suggestion, "ada cleo")
    away = absences.add(
        w.ben,
        starts_on=w.now.date() + timedelta(days=40),
        ends_on=w.now.date() + timedelta(days=41),
        by=w.ben,
        at=w.now,
    )
    w.add("absence", "ahead", away, "ben")
    name = w.word("token", "ben")
    token, _secret = tokens.make_token(w.ben, name=name, scopes=["read"], by=w.ben, at=w.now)
    w.add("token", "open", token, "ben")
    teams.edit(w.turbines, name="Turbine Design", kind="team", about="Blades.", by=w.ben, at=w.now)


def figures_are_shown(w: World) -> None:
    """ben shows his own figures to ada; what he showed to finn, and took back from ada, is gone."""
    (gone,) = ratio.share(w.ben, people=[w.finn], at=w.ago(days=100))
    w.add("ratio_share", "to_former_coach", gone, "")
    (back,) = ratio.share(w.ben, people=[w.ada], at=w.ago(days=9))
    ratio.unshare(w.ben, people=[w.ada], at=w.ago(days=8))
    w.add("ratio_share", "taken_back", back, "")
    (shown,) = ratio.share(w.ben, people=[w.ada], at=w.ago(days=7))
    w.add("ratio_share", "shown", shown, "ada ben")


def agree(w: World, relation: Coaching, of_newest: str, **readers: str) -> None:
    """Both write what they commit to and confirm it; one changes it, and has not confirmed yet."""
    for number, (name, names) in enumerate(readers.items()):
        text = w.word(f"agreed_{name}_{len(names)}", names)
        agreements.write(
            relation, by=getattr(w, name), at=w.ago(days=150), text=text, version=number
        )
    for name in readers:
        agreements.confirm(relation, by=getattr(w, name), at=w.ago(days=149), version=2)
    text = f"And more. {w.word(f'changed_{len(readers[name])}', of_newest)}"
    agreements.write(relation, by=getattr(w, name), at=w.ago(days=120), text=text, version=2)


def for_admins(w: World) -> None:
    text = f"Name;E-Mail\n{w.word('import', 'root')};imported@example.org\n"
    upload = uploads.begin(text.encode(), file_name="people.csv", by=w.root, at=w.now)
    w.add("upload", "own", upload, "root")
    rhythm = {"every": 2, "unit": "weeks", "starts_on": w.ago(days=90).date(), "weekdays": (4,)}
    wide = set_rule(
        Proposal("everyone", Rule(**rhythm), min_weeks=1, max_weeks=9), by=w.root, at=w.ago(days=90)
    )
    other = Proposal("team", Rule(**{**rhythm, "every": 5}), team=w.supply)
    w.add("rule", "everyone", wide, "root")
    w.add("rule", "team", set_rule(other, by=w.root, at=w.ago(days=80)), "root")
    pair = Proposal("pair", Rule(**{**rhythm, "every": 3}), coaching=w.coaching)
    w.add("rule", "pair", set_rule(pair, by=w.ben, at=w.ago(days=70)), "root")
    w.add("rhythm", "own", w.coaching, "ada ben")
    template = prompts.introduce(
        by=w.root, at=w.ago(days=60), name="Short one", questions=["What is on your mind?"]
    )
    w.add("template", "in_use", template, "root")
    w.add("language", "german", "de", "members")
    w.add("lesson", "first", "moment", "members")


def left(w: World) -> None:
    """yann leaves; what waits for ben has a row of its own."""
    row = Notification.objects.filter(
        Q(person=w.ben), kind="feedback.received", channel="app"
    ).latest("created_at", "due_at")
    w.add("notification", "waiting", row, "ben")
    w.secrets = {
        (name, scope): tokens.make_token(
            getattr(w, name), name=scope, scopes=[scope], by=getattr(w, name), at=w.now
        )[1]
        for name in ("ben", "dora", "yann")
        for scope in ("read", "write")
    }
    for scope in ("read", "write", "admin"):
        own = tokens.make_token(w.root, name=scope, scopes=[scope], by=w.root, at=w.now)
        w.secrets["root", scope] = own[1]
    deactivate(w.yann, by=w.root, at=w.now)

"""Preparation and private notes by call."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import etag, person_ref
from dialogue.api.checkins import OneTalk
from dialogue.api.outputs import PreparationOut, PrivateNoteOut
from dialogue.models import CheckIn, PrivateNote
from dialogue.selectors.names import people_of
from dialogue.selectors.prepared import Prepared, prepared_by, prompts_of
from dialogue.services import notes, preparations


class PreparedAnswerIn(serializers.Serializer[Any]):
    prompt = serializers.UUIDField()
    text = serializers.CharField(allow_blank=True)


class PreparationIn(serializers.Serializer[Any]):
    """Answers by prompt, and in `text` whatever else; what is left out stays as it is.

    `shared: true` shares at once; `false` keeps the answers private until they are shared by
    hand; `shares_at_start` shares them as the talk begins, as is usual. `feelings` are a few words
    for how one comes to the talk.
    """

    text = serializers.CharField(allow_blank=True, required=False)
    answers = PreparedAnswerIn(many=True, required=False)
    feelings = serializers.ListField(
        child=serializers.CharField(allow_blank=True), required=False, max_length=50
    )
    shared = serializers.BooleanField(required=False)
    shares_at_start = serializers.BooleanField(required=False)


class PrivateNoteIn(serializers.Serializer[Any]):
    text = serializers.CharField(allow_blank=True, trim_whitespace=False)


class PreparationDetail(OneTalk):
    serializer_class = PreparationOut

    @extend_schema(responses=PreparationOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read one's own answers, and those of the others once they are shared."""
        return self.prepared(self.talk(pk))

    @extend_schema(request=PreparationIn, responses=PreparationOut)
    def put(self, request: Request, pk: UUID) -> Response:
        """Write one's answers over the version that was read (If-Match), and perhaps share them."""
        talk = self.talk(pk)
        mine, _theirs = prepared_by(talk, self.person)
        version = mine.version if mine else 0
        if version:
            self.require_version(version)
        given, now = self.sent(PreparationIn), timezone.now()
        preparations.save_preparation(
            talk,
            by=self.person,
            at=now,
            answers=answers_in(given),
            version=version,
            shares_at_start=when_shared(given),
            feelings=given.get("feelings"),
        )
        if given.get("shared"):
            preparations.share_preparation(talk, by=self.person, at=now)
        return self.prepared(talk)

    def prepared(self, talk: CheckIn) -> Response:
        mine, theirs = prepared_by(talk, self.person)
        body = preparation_body(talk, mine or Prepared({}), theirs)
        response = Response(PreparationOut(body).data)
        response["ETag"] = etag(body["version"])
        return response


class PrivateNotes(OneTalk):
    serializer_class = PrivateNoteOut

    @extend_schema(responses=PrivateNoteOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read what one keeps for oneself beside this talk."""
        return self.note(self.own(self.talk(pk)))

    @extend_schema(request=PrivateNoteIn, responses=PrivateNoteOut)
    def put(self, request: Request, pk: UUID) -> Response:
        """Write it over the version that was read (If-Match)."""
        talk = self.talk(pk)
        before = self.own(talk)
        version = before.version if before else 0
        if version:
            self.require_version(version)
        text = self.sent(PrivateNoteIn)["text"]
        return self.note(
            notes.write_private_note(
                talk, by=self.person, at=timezone.now(), text=text, version=version
            )
        )

    def own(self, talk: CheckIn) -> PrivateNote | None:
        return PrivateNote.objects.visible_to(self.person).filter(checkin=talk).first()

    def note(self, note: PrivateNote | None) -> Response:
        version = note.version if note else 0
        body = {"text": note.text if note else "", "version": version}
        response = Response(PrivateNoteOut(body).data)
        response["ETag"] = etag(version)
        return response


def when_shared(given: dict[str, Any]) -> bool | None:
    """Whether answers are shared as the talk begins; None leaves it as it was chosen before."""
    if "shares_at_start" in given:
        return bool(given["shares_at_start"])
    return False if given.get("shared") is False else None


def answers_in(given: dict[str, Any]) -> dict[UUID | None, str]:
    """Return the answers by prompt, `text` under None."""
    answers: dict[UUID | None, str] = {
        answer["prompt"]: answer["text"] for answer in given.get("answers", [])
    }
    if "text" in given:
        answers[None] = given["text"]
    return answers


def preparation_body(talk: CheckIn, mine: Prepared, theirs: dict[UUID, Prepared]) -> dict[str, Any]:
    prompts = prompts_of(talk)

    def words(side: Prepared) -> dict[str, Any]:
        answers = [
            {"prompt": p.pk, "question": p.text, "text": side.answers.get(p.pk, "")}
            for p in prompts
        ]
        text = side.answers.get(None, "")
        return {"text": text, "answers": answers, "feelings": side.feelings}

    people = people_of(talk)
    others = [{"person": person_ref(people[pk]), **words(one)} for pk, one in theirs.items()]
    return {
        **words(mine),
        "version": mine.version,
        "shared": mine.shared_at is not None,
        "shares_at_start": mine.shares_at_start,
        "theirs": others[0] if others and talk.partner_id else None,
        "others": others,
    }

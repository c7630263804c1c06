"""A reviewer answers by call. There is no POST here: a key of sending once would be a trace."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from core.api import Endpoint, etag, person_ref
from core.errors import RuleError
from feedback.api.rounds.inputs import RoundAnswerIn
from feedback.api.rounds.outputs import RoundAnswerOut
from feedback.models import Nomination, Round
from feedback.rounds.items import Item, Part
from feedback.selectors.rounds.answers import version_of
from feedback.selectors.rounds.asked import AskedPage, asked_page, nomination_of, with_items
from feedback.services.rounds import answering
from feedback.services.rounds.errors import WrongAnswer


class RoundAnswer(Endpoint):
    serializer_class = RoundAnswerOut

    @extend_schema(operation_id="rounds_answer_read", responses=RoundAnswerOut)
    def get(self, request: Request, pk: UUID) -> Response:
        """Read what you are asked, what becomes of your words, and what you wrote."""
        found = self.load(pk)
        return self.as_it_is(found, nomination_of(found, self.person))

    @extend_schema(operation_id="rounds_answer", request=RoundAnswerIn, responses=RoundAnswerOut)
    def put(self, request: Request, pk: UUID) -> Response:
        """Answer, or change what you answered (If-Match), or decline; until the round closes."""
        found, now = self.load(pk), timezone.now()
        sent = RoundAnswerIn(data=request.data)
        sent.is_valid(raise_exception=True)
        nomination = nomination_of(found, self.person)
        if version := version_of(answering.read_back(found, nomination).answers):
            self.require_version(version)
        if sent.validated_data["declined"]:
            answering.decline(found, by=self.person, at=now)
        else:
            self.answer(found, sent, now)
        return self.as_it_is(found, nomination)

    def answer(self, found: Round, sent: RoundAnswerIn, at: datetime) -> None:
        """Keep the answer; a mistake is told by the name it has in the call."""
        try:
            answering.answer(found, answers=sent.answers(), by=self.person, at=at)
        except WrongAnswer as error:
            raise RuleError(error.sentence, fields=sent.named(error.fields)) from error

    def load(self, pk: UUID) -> Round:
        return get_object_or_404(with_items(Round.objects.asking(self.person)), pk=pk)

    def as_it_is(self, found: Round, nomination: Nomination | None) -> Response:
        asked, sheet = asked_page(found, nomination), answering.read_back(found, nomination)
        response = Response(RoundAnswerOut(body_of(asked, sheet)).data)
        response["ETag"] = etag(version_of(sheet.answers))
        response["Cache-Control"] = "no-store"
        return response


def body_of(asked: AskedPage, sheet: answering.Sheet) -> dict[str, Any]:
    """Return the whole page of a reviewer."""
    about, nomination = asked.round, asked.nomination

    def said(pk: UUID, part: Part) -> str:
        return sheet.answers.get(Item(pk, part), "")

    return {
        "id": about.pk,
        "title": about.title,
        "subject": person_ref(about.subject),
        "mode": about.mode,
        "perspective": nomination.perspective if nomination else None,
        "is_open": about.takes_answers(timezone.now()),
        "closes_at": about.closes_at,
        "releases_at": about.releases_at,
        "reading": asked.reading,
        "promises": [one.sentence for one in asked.promises],
        "declined": sheet.is_declined,
        "questions": [
            {"id": one.pk, "text": one.text, "answer": said(one.pk, Part.TEXT)}
            for one in asked.questions
        ],
        "capabilities": [
            {
                "id": one.capability.pk,
                "name": one.capability.name,
                "levels": one.levels,
                "seen": said(one.capability.pk, Part.SEEN),
                "keep": said(one.capability.pk, Part.KEEP),
                "next": said(one.capability.pk, Part.NEXT),
            }
            for one in asked.capabilities
        ],
    }

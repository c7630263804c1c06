"""What every endpoint of the API has in common.

Lists are `{"results": [...], "next": url|null}`; errors are problem details (RFC 9457); a POST
with an `Idempotency-Key` is made once; what can be edited has an `ETag` and wants `If-Match`.
"""

import base64
import hashlib
import json
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar, cast
from uuid import UUID

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.http import Http404, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, serializers, status
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.settings import api_settings
from rest_framework.utils.encoders import JSONEncoder

from core.errors import RuleError, StaleVersion
from core.models import IdempotentCall
from core.pagination import Cursor
from core.problems import CONTENT_TYPE, problem_body

if TYPE_CHECKING:
    from accounts.models import Person


__all__ = ["ById", "Cursor", "Endpoint", "etag", "person_ref", "problem", "problem_response"]


class StaleRepresentation(exceptions.APIException):
    """`If-Match` named a version that is no longer the current one."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_code = "stale"


class VersionRequired(exceptions.APIException):
    """A write to something editable came without `If-Match`."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_code = "version_required"


class Replay(Exception):
    """The call was made before; `response` is its answer."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


def fields_of(detail: Any, prefix: str = "") -> dict[str, str]:
    """Flatten DRF's nested errors into `{"recipients.0": sentence}`."""
    if isinstance(detail, dict):
        found: dict[str, str] = {}
        for name, inner in detail.items():
            whole = prefix and name == api_settings.NON_FIELD_ERRORS_KEY
            found |= fields_of(inner, prefix if whole else f"{prefix}.{name}".strip("."))
        return found
    if isinstance(detail, list) and any(isinstance(item, dict | list) for item in detail):
        found = {}
        for number, inner in enumerate(detail):
            found |= fields_of(inner, f"{prefix}.{number}")
        return found
    sentences = detail if isinstance(detail, list) else [detail]
    return {prefix: " ".join(str(sentence) for sentence in sentences)} if sentences else {}


def problem_response(code: int, detail: str, fields: dict[str, str] | None = None) -> Response:
    """Answer with problem details; `fields` has a sentence for each field concerned."""
    body = problem_body(code, detail, fields)
    return Response(body, status=code, content_type=CONTENT_TYPE)


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: every refusal as problem details, in words."""
    if isinstance(error, Replay):
        return error.response
    if isinstance(error, RuleError):
        return rule_problem(error)
    if isinstance(error, exceptions.ValidationError):
        return problem_response(422, _("Some fields need another look."), fields_of(error.detail))
    if isinstance(error, exceptions.APIException):
        return api_problem(error)
    return plain_problem(error)


def rule_problem(error: RuleError) -> Response:
    """A rule that was not met is 422; a version that is no longer the current one 412."""
    code = 412 if isinstance(error, StaleVersion) else 422
    return problem_response(code, error.sentence, error.fields)


def plain_problem(error: Exception) -> Response | None:
    """What you may not see is a 404; what you see but may not do, a 403; the rest is a bug."""
    if isinstance(error, Http404):
        return problem_response(404, _("There is nothing here that you can read."))
    if isinstance(error, PermissionDenied):
        return problem_response(403, _("You may read this, but not do that."))
    return None


def api_problem(error: exceptions.APIException) -> Response:
    """Turn DRF's own refusals into problem details, keeping their headers."""
    response = problem_response(error.status_code, str(error.detail))
    if challenge := getattr(error, "auth_header", None):
        response["WWW-Authenticate"] = challenge
    return response


def seal(key: str) -> Fernet:
    """Return the box that opens only with the client's own idempotency key."""
    derived = HKDF(SHA256(), 32, salt=None, info=b"idempotency").derive(
        f"{settings.SECRET_KEY}:{key}".encode()
    )
    return Fernet(base64.urlsafe_b64encode(derived))


def said(request: Request) -> bytes:
    """Return what a call says, the same each time it is sent; a form is bounded anew each time."""
    if not (request.content_type or "").startswith("multipart/"):
        return request.body
    form: Any = request.data
    parts = [(name, part) for name, all_of in form.lists() for part in all_of]
    return repr([(name, content_of(part)) for name, part in parts]).encode()


def content_of(part: Any) -> bytes:
    """Return the text of a field, or what is in a file, which stands at its beginning again."""
    if not isinstance(part, UploadedFile):
        return str(part).encode()
    content: bytes = part.read()
    part.seek(0)
    return content


class Endpoint(GenericAPIView[Any]):
    """Base of every endpoint: idempotent POSTs, and `ETag` for what can be edited."""

    for_admins: ClassVar[bool] = False
    put_as_a_whole: ClassVar[bool] = False  # what PUT replaces is what GET answers

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST" or "Idempotency-Key" not in request.headers:
            return super().dispatch(request, *args, **kwargs)
        with transaction.atomic():
            return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> "Person":
        """Who makes this call; permission was asked before any handler runs."""
        return cast("Person", self.request.user)

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Response:
        """Say which methods there are (`Allow`); what they take is in the schema."""
        return Response(status=status.HTTP_204_NO_CONTENT)

    def choice(self, name: str, choices: Collection[str], usual: str = "") -> str:
        """Return what was chosen in the query, or the usual; anything else is refused."""
        chosen = self.request.query_params.get(name) or usual
        if chosen != usual and chosen not in choices:
            sentence = _("Choose one of %(boxes)s.") % {"boxes": ", ".join(choices)}
            raise exceptions.ValidationError({name: [sentence]})
        return chosen

    def identity(self, name: str) -> UUID | None:
        """Return the id named in the query, or None; what is no id is refused."""
        if not (named := self.request.query_params.get(name)):
            return None
        try:
            return UUID(named)
        except ValueError as error:
            raise exceptions.ValidationError({name: [_("Name it by its id.")]}) from error

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        key = request.headers.get("Idempotency-Key", "")
        self.idempotency_key = key if request.method == "POST" else ""
        if self.idempotency_key:
            self.replay_or_wait(request)
        if self.put_as_a_whole and request.method == "PUT" and "If-Match" in request.headers:
            self.require_version(digest(self.whole()))

    def replay_or_wait(self, request: Request) -> None:
        """Wait for the same call under way, then answer as it was answered, if it was."""
        if len(self.idempotency_key) > 255:
            raise exceptions.ParseError(_("An Idempotency-Key has at most 255 characters."))
        self.call_digest = hashlib.sha256(self.idempotency_key.encode()).digest()
        self.fingerprint = hashlib.sha256(request.path.encode() + b"\n" + said(request)).digest()
        lock = hashlib.sha256(self.person.pk.bytes + self.call_digest).digest()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(lock[:8], signed=True)]
            )
        made = IdempotentCall.objects.filter(person=self.person, key_digest=self.call_digest)
        if call := made.first():
            if bytes(call.fingerprint) != self.fingerprint:
                raise RuleError(_("This Idempotency-Key was used for another call."))
            kept = json.loads(seal(self.idempotency_key).decrypt(bytes(call.sealed_body)))
            self.idempotency_key = ""
            headers = {"ETag": call.etag} if call.etag else None
            raise Replay(Response(kept, status=call.status, headers=headers))

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Response:
        if getattr(self, "idempotency_key", "") and 200 <= response.status_code < 300:
            body = json.dumps(response.data, cls=JSONEncoder).encode()
            IdempotentCall.objects.create(
                person=self.person,
                key_digest=self.call_digest,
                fingerprint=self.fingerprint,
                status=response.status_code,
                sealed_body=seal(self.idempotency_key).encrypt(body),
                etag=response.headers.get("ETag", ""),
                at=timezone.now(),
            )
        if self.put_as_a_whole and response.status_code == 200:
            whole = response.data if request.method == "GET" else self.whole()
            response["ETag"] = etag(digest(whole))
        return super().finalize_response(request, response, *args, **kwargs)

    def whole(self) -> Any:
        """Return what GET answers now."""
        return self.get(self.request).data  # type: ignore[attr-defined]  # where it is put

    def require_version(self, version: int | str) -> None:
        """Refuse a write over a version that the caller has not seen (412; 428 without one)."""
        sent = self.request.headers.get("If-Match")
        if sent is None:
            raise VersionRequired(_("Send If-Match with the ETag that you read."))
        named = [one.strip() for one in sent.split(",")]
        if "*" not in named and etag(version) not in named:
            raise StaleRepresentation(_("This was changed in between. Read it again, then decide."))


class ById(serializers.PrimaryKeyRelatedField[Any]):
    """A thing named by its id."""

    default_error_messages: ClassVar = dict.fromkeys(
        ("does_not_exist", "incorrect_type"), gettext_lazy("There is nothing with this id.")
    )


class StartOut(serializers.Serializer[Any]):
    schema = serializers.URLField()
    docs = serializers.URLField()


class Start(Endpoint):
    serializer_class = StartOut

    def get(self, request: Request) -> Response:
        """Tell where the API is described."""
        told = {name: reverse(f"api_{name}", request=request) for name in ("schema", "docs")}
        return Response(told)


def digest(whole: Any) -> str:
    """Return a name for what something says as a whole."""
    return hashlib.sha256(json.dumps(whole, cls=JSONEncoder).encode()).hexdigest()[:32]


def etag(version: int | str) -> str:
    """Return the `ETag` of one version of something."""
    return f'"{version}"'


def person_ref(person: Any) -> dict[str, str | UUID]:
    """A person inside another thing: `{id, name}`."""
    return {"id": person.pk, "name": person.name}

"""What is the same for every call, written into the description of the API."""

from typing import Any

from core.problems import CONTENT_TYPE

PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "Problem details (RFC 9457); `errors` has a sentence for each field concerned.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
REFUSAL = {
    "description": "Refused, and why.",
    "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}
ONCE = "Sent again with the same key, the call is made once and answered as the first time."
AS_READ = "The `ETag` that was read; 412 where somebody changed it in between."
HEADERS = {
    "post": ("Idempotency-Key", ONCE, 255),
    "put": ("If-Match", AS_READ, 1000),
    "patch": ("If-Match", AS_READ, 1000),
}


def complete(result: dict[str, Any], **_more: Any) -> dict[str, Any]:
    """Add refusals, and the headers that make a write happen once or over what was read."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    for operations in result["paths"].values():
        for verb, operation in operations.items():
            operation["responses"]["default"] = REFUSAL
            if verb in HEADERS:
                operation.setdefault("parameters", []).append(header(*HEADERS[verb]))
    return result


def header(name: str, about: str, longest: int) -> dict[str, Any]:
    schema = {"type": "string", "maxLength": longest}
    return {"in": "header", "name": name, "description": about, "schema": schema}

"""`token EMAIL --scopes ...` prints a token alone on standard output."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import ApiToken
from accounts.services.tokens import digest


def run(*arguments) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("token", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_a_token_is_printed_alone(ben):
    out, err = run("Ben@Example.org", "--scopes", "read", "write")
    token = ApiToken.objects.get(digest=digest(out.strip()))
    assert out == out.strip() + "\n"
    assert (token.person, token.scopes, token.name) == (ben, ["read", "write"], "command line")
    assert err.strip() == "1 token made for ben@example.org: read, write."


def test_scopes_may_be_joined_by_commas(root):
    run("root@example.org", "--scopes", "read,admin")
    assert ApiToken.objects.get().scopes == ["read", "admin"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nobody@example.org",), "Nobody who is here"),
        (("zoe@example.org",), "Nobody who is here"),
        (("ben@example.org", "--scopes", "admin"), "for admins"),
        (("ben@example.org", "--scopes", "everything"), "Choose from the scopes"),
        (("ben@example.org", "--scopes", ","), "Choose from the scopes"),
    ],
)
def test_what_cannot_be_made_gets_a_sentence(cast, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(*arguments)
    assert not ApiToken.objects.exists()

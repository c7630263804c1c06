"""`token EMAIL --scopes read write`: print a new API token, alone on standard output."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from accounts.models import ApiToken, Person
from accounts.services.tokens import make_token
from core.errors import RuleError


class Command(BaseCommand):
    help = "Make an API token for somebody and print it. It can never be shown again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address of the person the token acts as")
        parser.add_argument(
            "--scopes", nargs="+", default=["read"], help="read, write, admin (default: read)"
        )
        parser.add_argument("--name", default="command line", help="what the token is for")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        person = Person.objects.here().filter(email=email).first()
        if person is None:
            raise CommandError(f"Nobody who is here has the address {email}.")
        scopes = [scope for given in options["scopes"] for scope in given.split(",") if scope]
        name = options["name"][: ApiToken._meta.get_field("name").max_length]
        try:
            _token, secret = make_token(
                person, name=name, scopes=scopes, by=person, at=timezone.now()
            )
        except RuleError as error:
            raise CommandError(error.sentence) from error
        self.stdout.write(secret)
        self.stderr.write(f"1 token made for {email}: {', '.join(scopes)}.")

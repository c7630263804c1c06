"""The house rules that no linter knows, searched for in the source."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).parent.parent
APPS = ("core", "accounts", "notifications", "goals", "feedback", "dialogue", "home")
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
SENTENCES = "home/population/"  # lists of plausible sentences are no code
MARKED_SAFE: set[str] = {"core/markup.py", "dialogue/templatetags/places.py"}


def sources(*folders: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of our own Python, migrations apart."""
    for folder in folders or (*APPS, "config"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text()


def templates() -> Iterator[tuple[str, str]]:
    for path in sorted(ROOT.rglob("templates/**/*.html")):
        if not {".venv", "var", "node_modules"} & set(path.parts):
            yield str(path.relative_to(ROOT)), path.read_text()


def lines_with(pattern: str, files: Iterator[tuple[str, str]]) -> list[str]:
    searched = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()}"
        for name, text in files
        for number, line in enumerate(text.splitlines(), 1)
        if searched.search(line)
    ]


@pytest.mark.parametrize(
    "pattern",
    [
        r"django\.(db\.models|dispatch|core)[.\w]* import .*\bsignals?\b|@receiver|\bSignal\(",
        r"def save\(self",
        r"GenericForeignKey|contenttypes\.fields",
        r"fields = \"__all__\"|fields: ClassVar = \"__all__\"",
        r"\b(TODO|FIXME|XXX)\b",
        r"auto_now|default=timezone\.now",
    ],
)
def test_the_source_does_without(pattern):
    found = lines_with(pattern, sources())
    # A form's own save is django-allauth's name for sending the link.
    assert [line for line in found if "accounts/sign_in.py" not in line] == []


def test_no_model_orders_itself():
    ordered = [m._meta.label for m in ours() if m._meta.ordering]
    assert ordered == []


def ours() -> list[type[models.Model]]:
    return [m for m in apps.get_models() if m._meta.app_label in APPS]


def test_text_is_marked_as_safe_in_few_known_places():
    found = {line.split(":")[0] for line in lines_with(r"mark_safe|SafeString\(", sources())}
    assert found <= MARKED_SAFE, found
    assert lines_with(r"\|\s*safe\b|autoescape off", templates()) == []


def test_templates_hold_no_script_and_no_style_of_their_own():
    pattern = r"\sstyle=|<style|\son(click|load|error|submit|change|input|focus|blur|toggle|key\w+|mouse\w+)=|hx-on|javascript:|hx-vals=.js:"
    assert lines_with(pattern, templates()) == []
    for name, text in templates():
        for tag, inner in re.findall(r"<script([^>]*)>(.*?)</script>", text, re.DOTALL):
            assert "src=" in tag, name
            assert not inner.strip(), name


def test_files_and_functions_are_short():
    long = []
    for name, text in sources():
        if len(text.splitlines()) > LONGEST_FILE and SENTENCES not in name:
            long.append(name)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long.append(f"{name}: {node.name} has {length} lines")
    assert long == []


def test_constraints_are_sentences():
    wrong = [
        constraint.name
        for model in ours()
        for constraint in model._meta.constraints
        if len(constraint.name.split("_")) < 3 or not re.fullmatch(r"[a-z0-9_]+", constraint.name)
    ]
    assert wrong == []


def test_every_nullable_moment_may_stay_empty_in_forms_too():
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in model._meta.fields
        if field.null and not field.blank and field.name.endswith(("_at", "_on", "_until"))
    ]
    assert wrong == []


JUDGING = re.compile(
    r"\b(rating|ratings|score|scores|ranking|ranked|evaluation|appraisal)\b", re.IGNORECASE
)
SAYS_THERE_IS_NONE = re.compile(r"\b(no|never|not|without|neither|nor|nobody)\b", re.IGNORECASE)


def test_nothing_judges_people():
    """There is no rating, no score, no ranking; a sentence may say that there is none."""
    fields = [
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in model._meta.get_fields()
        if JUDGING.search(field.name.replace("_", " "))
    ]
    texts = [
        line
        for line in lines_with(JUDGING.pattern, templates())
        if not SAYS_THERE_IS_NONE.search(line)
    ]
    assert (fields, texts) == ([], [])


PAY = re.compile(r"(^|_)(pay|salary|salaries|wage|grade|bonus|compensation|band_of_pay)(_|$)")


def test_nothing_joins_feedback_with_pay():
    columns = [
        f"{model._meta.db_table}.{field.column}"
        for model in ours()
        for field in model._meta.fields
        if PAY.search(field.column)
    ]
    assert columns == []


def services() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Yield every public function of a service module that writes."""
    for app in APPS:
        for name, text in sources(app):
            if "/services" not in name:
                continue
            for node in ast.parse(text).body:
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                    yield name, node


def test_services_take_the_actor_and_the_moment_by_name():
    wrong = [
        f"{name}: {node.name}({argument.arg})"
        for name, node in services()
        if writes(node)
        for argument in [*node.args.posonlyargs, *node.args.args]
        if argument.arg in {"by", "at"}
    ]
    assert wrong == []


def writes(node: ast.FunctionDef) -> bool:
    """Tell whether the function is an act of its own: a transaction begins with it."""
    return any("atomic" in ast.unparse(decorator) for decorator in node.decorator_list)


def test_acts_know_when_they_happen():
    wrong = [
        f"{name}: {node.name}"
        for name, node in services()
        if writes(node) and "at" not in {argument.arg for argument in node.args.kwonlyargs}
    ]
    assert wrong == []


def test_rules_read_no_clock_and_no_request():
    clocks = {"timezone.now", "datetime.now", "date.today"}
    wrong = []
    for name, text in sources(*APPS):
        if not re.search(r"/(services|policies|models|querysets)[/.]", name):
            continue
        for node in ast.walk(ast.parse(text)):
            reads_clock = isinstance(node, ast.Attribute) and ast.unparse(node) in clocks
            if reads_clock or is_request(node):
                wrong.append(f"{name}:{node.lineno}")
    assert wrong == []


# To request something is a word of the domain too; these are what only a call over HTTP has.
OF_HTTP = {
    "user",
    "GET",
    "POST",
    "FILES",
    "META",
    "COOKIES",
    "headers",
    "session",
    "htmx",
    "method",
}


def is_request(node: ast.AST) -> bool:
    if isinstance(node, ast.Name):
        return node.id in {"HttpRequest", "HttpResponse"}
    return (
        isinstance(node, ast.Attribute)
        and node.attr in OF_HTTP
        and ast.unparse(node.value) in {"request", "self.request"}
    )

"""Four sets of prompts that every organisation starts with; admins add theirs and retire these."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Now

FIRST_PROMPTS = {
    "A talk every few weeks": [
        "What did you do since we last talked that you are glad about?",
        "How did you go about it, and what would you do differently?",
        "What difference did it make for the people we work for?",
        "What did you learn?",
        "What can I do to help you perform better?",
    ],
    "Short and often": [
        "What went better than you expected?",
        "What is in your way right now?",
        "What would make the next weeks easier?",
    ],
    "Looking back at a quarter": [
        "Which of your goals moved, and what moved them?",
        "Whom did your work help, and how do you know?",
        "Which capability grew, and where did it show?",
        "What will you stop, so that there is room for something else?",
        "What should the two of us change about how we work together?",
    ],
    "A first talk": [
        "What should I know about how you like to work?",
        "What are you working on getting better at, and why that?",
        "How will we both notice that our talks are worth the time?",
        "How do you like to hear what you could do differently?",
    ],
}
USUAL = "A talk every few weeks"


def introduce(apps: Apps, _schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write the templates."""
    template_of = apps.get_model("dialogue", "PromptTemplate")
    prompt_of = apps.get_model("dialogue", "Prompt")
    for name, questions in FIRST_PROMPTS.items():
        template = template_of.objects.create(
            name=name, is_usual=name == USUAL, introduced_at=Now()
        )
        prompt_of.objects.bulk_create(
            prompt_of(template=template, position=position, text=text)
            for position, text in enumerate(questions, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("dialogue", "0002_check_ins")]
    operations = [migrations.RunPython(introduce, migrations.RunPython.noop, elidable=False)]

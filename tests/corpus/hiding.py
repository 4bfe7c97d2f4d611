"""What no stranger may see, tied into the real corpus."""

from recommendations.models import Record, Responsibility
from tests.builders import a_document, a_link, a_recommendation, a_version, an_actor

SECRET = "quokkaberry"


def hide(status):
    # Read in a text that is not shown whole, so that no page has another right to these words.
    document = a_document(
        slug="orchard", title="On orchards", short_title="On orchards", rights="quotations_only"
    )
    a_version(document)
    objective = Record.objects.get(code="ascc2015-c2")
    hidden = a_recommendation(
        code=f"{SECRET}-r1",
        document=document,
        text=f"ASEAN should plant the {SECRET}.",
        status=status,
        heading=f"On the {SECRET}",
        editorial_note=f"The {SECRET} is not there yet.",
        tags=["orchards"],
    )
    actor = an_actor(name="ASEAN Orchard")
    Responsibility.objects.create(record=hidden, actor=actor, role="addressee")
    a_link(hidden, objective, reason=f"Both speak of the {SECRET}.")
    shown = Record.objects.get(code="chapter-c3-r1")
    a_link(shown, objective, relation="related", status=status, reason=f"A {SECRET} joins them.")
    return hidden

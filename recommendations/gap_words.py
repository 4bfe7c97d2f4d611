"""What is said of each gap: its rule, and what an absence means and does not mean."""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Quoted(NamedTuple):
    """Words of a held document that a rule rests on, and the document's name in its address."""

    document: str
    exact: str


class Words(NamedTuple):
    """`rule` in one sentence; `means` and `not_means`; `aside` heads what is listed apart."""

    title: Any
    rule: Any
    means: Any
    not_means: Any
    quoted: Quoted | None = None
    aside: Any = ""


PAIRED = Quoted(
    "chapter",
    "When discussing issues identified in the ASCC Blueprint, if the same issue is also indicated in the "
    "Plan of Action 2011–2015, they are addressed together.",
)
EXAMINED = Quoted(
    "chapter",
    "This section examines categories (c), (e), and (f) and analyzes how those issues are addressed in the "
    "ASEAN-Japan Plan of Action and in what areas ASEAN and Japan might cooperate further.",
)

WORDS = {
    "objective-clause": Words(
        _("Objectives no clause is cited for"),
        _(
            "Objectives that stand under a lettered one, and that no published cross-reference "
            "joins to a clause."
        ),
        _(
            "The chapter discusses the objective without citing a clause under it, although it says "
            "that it would name the two together."
        ),
        _(
            "Not that the Plan of Action is silent. Its text is not held here, and a clause that the "
            "chapter does not cite cannot be seen from here."
        ),
        PAIRED,
    ),
    "objective-unexamined": Words(
        _("Lettered objectives that are not examined"),
        _(
            "Objectives at the top of the Blueprint with none under them, and that no published "
            "cross-reference joins to a clause."
        ),
        _("The chapter names the objective in its list and leaves it there: it examines three of the six."),
        _("Nothing about the Plan of Action: whether it answers these objectives was not asked."),
        EXAMINED,
    ),
    "clause-recommendation": Words(
        _("Clauses no recommendation takes up"),
        _("Clauses that no published cross-reference joins to a recommendation."),
        _("Nothing in the documents held advises to carry the clause out, as far as it has been read."),
        _(
            "Not that the clause was left undone, nor that nobody advised on it elsewhere: only the "
            "documents held are read."
        ),
        aside=_("Numbers and headings that only group other clauses"),
    ),
    "recommendation-addressee": Words(
        _("Recommendations that name no addressee"),
        _("Recommendations for which nobody is recorded in the role of addressee."),
        _("The sentence says what should be done, and not by whom."),
        _(
            "Not that nobody is meant. ASEAN and Japan may be understood from what stands around it; "
            "only those whom the words name are recorded."
        ),
    ),
    "recommendation-objective": Words(
        _("Recommendations joined to no objective"),
        _("Recommendations that no published cross-reference joins to an objective."),
        _("They stand under no objective’s heading, and no editor reads them as bearing on one."),
        _(
            "Not that they are beside the point. Directions for the partnership as a whole, and what "
            "the brief proposes, were not written to the Blueprint’s list."
        ),
    ),
    "recommendation-link": Words(
        _("Recommendations without any cross-reference"),
        _("Recommendations that no published cross-reference joins to anything."),
        _("Nothing is known of how they bear on the rest."),
        _("Not that they bear on nothing: nobody may have looked yet."),
    ),
    "passage-record": Words(
        _("Passages no record quotes"),
        _(
            "Paragraphs, list items and block quotations of the documents that may be shown whole, of "
            "which no published record quotes a word. Headings, captions, notes and imprints are left out."
        ),
        _("No objective, clause, recommendation or principle was read in them."),
        _(
            "Not that they say little. They hold the argument, the history and the figures; milestones, "
            "instruments and the evidence of cross-references may be quoted from them."
        ),
    ),
}

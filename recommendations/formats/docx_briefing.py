"""A collection as a Word document: headings, quotations, citations and notes, each in a style of its own."""

from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .. import citing
from ..collection import ADDRESS, UNPRINTABLE, Collection, Item

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SERIF, SANS = "Georgia", "Calibri"
INK, QUIET = RGBColor(0x1D, 0x1C, 0x1A), RGBColor(0x5F, 0x5B, 0x54)


def write(collection: Collection) -> bytes:
    """The whole file."""
    document = Document()
    _set_up(document, collection)
    _write(document, "Title", collection.title)
    _write(document, "Subtitle", f"{collection.day} · {citing.SITE}")
    for item in collection.items:
        _record(document, item)
    _list(document, _("Not found"), collection.missing)
    _list(document, _("Sources"), [_cited(source) for source in collection.sources])
    _write(document, "Citation", f"{_('This collection:')} {collection.address}")
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def _record(document: Any, item: Item):
    _write(document, "Heading 2", f"{item.position}. {item.page.name} [{item.code}]")
    if item.page.heading_above:
        _write(document, "Heading 3", item.page.heading_above)
    if item.page.words_shown:
        _write(document, "Quote", f"“{item.page.words_shown}”")
    _write(document, "Attestation", item.page.attested)
    _write(document, "Citation", item.citation)
    if item.note:
        _write(document, "Note", item.note, _("Note:"))


def _list(document, heading, sentences):
    if sentences:
        _write(document, "Heading 1", heading)
    for sentence in sentences:
        _write(document, "List Bullet", sentence)


def _cited(source):
    return citing.cite_document(source.csl or {"title": source.title})


def _write(document, style, text, label=""):
    """A paragraph; addresses in it can be followed."""
    paragraph = document.add_paragraph(style=style)
    if label:
        paragraph.add_run(f"{label} ").bold = True
    for number, part in enumerate(ADDRESS.split(UNPRINTABLE.sub("", text))):
        if number % 2:
            _link(paragraph, part)
        else:
            paragraph.add_run(part)


def _link(paragraph, address):
    """The library has no words for a link: a run, put into the element that Word has for it."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(address)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


# How it looks


def _set_up(document, collection):
    told = document.core_properties
    told.title, told.author, told.comments = collection.title, citing.SITE, collection.address[:250]
    told.created = told.modified = timezone.now()
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(28)
    _style(document, "Normal", SANS, 10.5, after=6)
    _style(document, "Title", SERIF, 22, after=2)
    _style(document, "Subtitle", SANS, 10.5, after=18, color=QUIET)
    _style(document, "Heading 1", SANS, 13, before=20, after=6, bold=True)
    _style(document, "Heading 2", SANS, 10.5, before=20, after=4, bold=True)
    _style(document, "Heading 3", SERIF, 12, before=0, after=4, bold=True)
    _style(document, "Quote", SERIF, 11.5, after=6, indent=8)
    _style(document, "Attestation", SANS, 9, after=2, indent=8, color=QUIET)
    _style(document, "Citation", SANS, 9, after=6, indent=8, color=QUIET)
    _style(document, "Note", SANS, 10.5, after=6, indent=8)
    document.styles["Attestation"].paragraph_format.keep_with_next = True
    document.styles["Quote"].paragraph_format.keep_with_next = True


def _style(document, name, font, size, *, before=0, after=0, indent=0, bold=False, color=INK):
    """A paragraph style of this name, made if Word has none; sizes in points, the indent in millimetres."""
    styles = document.styles
    known = name in styles
    style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(size), bold, False
    style.font.color.rgb = color
    for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        style.element.rPr.rFonts.attrib.pop(qn(script), None)  # a theme's font would win over ours
    space = style.paragraph_format
    space.space_before, space.space_after, space.left_indent = Pt(before), Pt(after), Mm(indent)

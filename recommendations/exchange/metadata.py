"""What machines read of a package: Frictionless Data Package and CSV on the Web, from the description."""

import json
from collections.abc import Iterable
from typing import Any

from sources.exchange.shape import Column, File, Reference, Type

from .description import BY_NAME, PACKAGE, PACKAGE_VERSION

NAME = "asean-japan"
TITLE = "ASEAN-Japan: objectives, clauses and recommendations"
PARTIAL_DATE = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
FRICTIONLESS = {
    Type.INTEGER: "integer",
    Type.DECIMAL: "number",
    Type.DATE: "date",
    Type.TIME: "datetime",
    Type.OBJECT: "object",
    Type.ARRAY: "array",
}
CSVW = {
    Type.INTEGER: "integer",
    Type.DECIMAL: "decimal",
    Type.DATE: "date",
    Type.TIME: "dateTime",
    Type.OBJECT: "json",
    Type.ARRAY: "json",
}
MANY = "Several values are joined by |; within a value | is written \\| and \\ is written \\\\."


def data_package() -> bytes:
    """`datapackage.json`: a Frictionless Tabular Data Package, and the version of our own format."""
    return _written(
        {
            "profile": "tabular-data-package",
            "name": NAME,
            "title": TITLE,
            "package_version": PACKAGE_VERSION,
            "resources": [_resource(file) for file in PACKAGE],
        }
    )


def _written(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(file: File) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": file.name,
        "path": file.path,
        "description": str(file.meaning),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n", "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(column) for column in file.columns],
            "missingValues": [""],
            "primaryKey": list(file.key),
            "foreignKeys": [_foreign_key(file, each) for each in _single(file)],
        },
    }


def _single(file: File) -> Iterable[Reference]:
    """References of cells that hold one value: no standard knows those of several."""
    several = {column.name for column in file.columns if column.many}
    return [each for each in file.all_references if not several & set(each.columns)]


def _foreign_key(file: File, reference: Reference) -> dict[str, Any]:
    there = "" if reference.file == file.name else reference.file
    return {
        "fields": list(reference.columns),
        "reference": {"resource": there, "fields": list(reference.there)},
    }


def _field(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "type": FRICTIONLESS.get(column.type, "string")}
    if column.type is Type.TIME:
        told["format"] = "%Y-%m-%dT%H:%M:%S.%fZ"
    told["description"] = meaning_of(column)
    if constraints := _constraints(column):
        told["constraints"] = constraints
    return told


def meaning_of(column: Column) -> str:
    """What a column means, and what is to know of several values."""
    return f"{column.meaning}. {MANY}" if column.many else f"{column.meaning}."


def _constraints(column: Column) -> dict[str, Any]:
    # No greatest length: the apostrophe that keeps a spreadsheet from calculating a cell adds to it.
    told: dict[str, Any] = {"required": True} if column.required else {}
    if column.accepted:
        told["enum"] = list(column.accepted)
    if pattern := pattern_of(column):
        told["pattern"] = pattern
    if column.type is Type.INTEGER:
        told["minimum"] = column.lowest
        told["maximum"] = column.highest
    return told


def pattern_of(column: Column) -> str:
    """What the whole value matches, in the way of XML Schema: without marks for its ends."""
    if column.type is Type.PARTIAL_DATE:
        return PARTIAL_DATE
    return "" if column.many else column.pattern.removeprefix("^").removesuffix("\\Z")


def csv_on_the_web() -> bytes:
    """`csv-metadata.json`: CSV on the Web (W3C)."""
    return _written(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "dc:title": TITLE,
            "dc:hasVersion": PACKAGE_VERSION,
            "dialect": {"encoding": "utf-8", "header": True, "doubleQuote": True, "trim": False},
            "tables": [_table(file) for file in PACKAGE],
        }
    )


def _table(file: File) -> dict[str, Any]:
    return {
        "url": file.path,
        "dc:description": str(file.meaning),
        "tableSchema": {
            "columns": [_csvw_column(column) for column in file.columns],
            "primaryKey": list(file.key),
            "foreignKeys": [
                {
                    "columnReference": list(each.columns),
                    "reference": {"resource": BY_NAME[each.file].path, "columnReference": list(each.there)},
                }
                for each in _single(file)
                if _never_empty(file, each)
            ],
        },
    }


def _never_empty(file: File, reference: Reference) -> bool:
    """Validators disagree on empty cells that refer to something; Frictionless tells of those too."""
    required = {column.name for column in file.columns if column.required}
    return set(reference.columns) <= required


def _csvw_column(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"titles": column.name, "name": column.name, "dc:description": meaning_of(column)}
    told["datatype"] = _datatype(column)
    if column.required:
        told["required"] = True
    return told


def _datatype(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"base": CSVW.get(column.type, "string")}
    if column.accepted:
        told["format"] = "|".join(column.accepted)
    elif pattern := pattern_of(column):
        told["format"] = pattern
    if column.type is Type.INTEGER:
        told["minimum"], told["maximum"] = column.lowest, column.highest
    return told

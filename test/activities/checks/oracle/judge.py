"""Reads a list of {"path", "schema", "delimiter"} and a folder from standard input; for each file writes what frictionless finds in
it, as a list of [row, column, kind]."""

import json
import re
import sys

from frictionless import Resource, validate


def judged(folder, asked):
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": "data",
        "type": "table",
        "path": asked["path"],
        "encoding": "utf-8",
        "schema": asked["schema"],
        "dialect": {"header": True, "headerRows": [1], "csv": {"delimiter": asked["delimiter"], "quoteChar": '"'}},
    }
    resource = Resource.from_descriptor(descriptor, basepath=folder)
    report = validate(resource, limit_errors=1_000_000)
    return [
        [row, column, kind_of(kind, note)]
        for row, column, kind, note in report.flatten(["rowNumber", "fieldName", "type", "note"])
    ]


def kind_of(kind, note):
    constraint = re.match(r'constraint "(\w+)"', note or "")
    if constraint:
        return f"{kind}: {constraint[1]}"
    return f"{kind}: empty" if kind == "primary-key" and 'all "None"' in (note or "") else kind


given = json.load(sys.stdin)
json.dump([judged(given["folder"], asked) for asked in given["files"]], sys.stdout)

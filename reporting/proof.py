"""Proof that published reports came back from a backup as they went out."""

import hashlib

from oia.core.archive import Archive
from oia.core.invariants import Broken, invariant
from reporting import paper, snapshot
from reporting.models import ReportVersion


@invariant
def published_reports_are_unchanged(alias: str, archive: Archive) -> str:
    """Snapshot and PDF of every version have their hash; the newest is set again on paper.

    The paper is the same bytes under the same program and fonts. Under another version it may be
    set otherwise: then this is said, and the stored PDF with its hash stays the proof.
    """
    versions = ReportVersion.objects.using(alias).select_related("pdf", "report").order_by("pk")
    last = None
    for last in versions:
        if snapshot.digest(last.snapshot) != last.snapshot_digest:
            raise Broken(f"The figures of {named(last)} do not have their hash.")
        if last.pdf.digest not in archive.manifest["files"]:
            raise Broken(f"The PDF of {named(last)} is missing.")
    if last is None:
        return "no report is published yet"
    told = f"{versions.count()} published reports with their hashes"
    return f"{told}; the newest set again: {'the same bytes' if same(last) else 'other bytes'}"


def same(version: ReportVersion) -> bool:
    printed = paper.pdf(
        version.snapshot, draft=False, version=version.number, correction=version.reason
    )
    return hashlib.sha256(printed).hexdigest() == version.pdf.digest


def named(version: ReportVersion) -> str:
    return f"the report of {version.report.year}, version {version.number}"

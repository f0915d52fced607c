"""`annual_report YEAR`: the pipeline of the button, waited for; leaves a draft."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from oia.core import files, jobs
from oia.core.choices import JobState
from oia.core.models import Job
from oia.office.models import Office
from reporting.actions import begin_report, build_report
from reporting.choices import ReportStatus
from reporting.models import Report
from reporting.snapshot import figures_json

PATIENCE = 3.0  # seconds until an own worker is started
LONGEST = 1800.0
WORKER = ("-m", "celery", "--quiet", "-A", "oia", "worker", "--concurrency=1", "--loglevel=WARNING")


class Command(BaseCommand):
    help = "Builds the annual report of a fiscal year and waits for it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", type=int)
        parser.add_argument("--language", choices=["de", "en"])
        parser.add_argument("--pdf", type=Path)
        parser.add_argument("--figures", type=Path)
        parser.add_argument("--annex", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        office = Office.current()
        if office is None:
            raise CommandError("Name the office first: manage.py office_setup --city … --country …")
        language = options["language"] or office.language
        report = begin_report(year=options["year"], language=language, by=None)
        if report.status != ReportStatus.DRAFT:
            raise CommandError(f"{report} is no draft any more; start a correction in the browser.")
        self._wait(build_report(report=report, by=None))
        report.refresh_from_db()
        self._write(report, options)
        if options["figures"]:
            assert report.snapshot is not None
            text = json.dumps(figures_json(report.snapshot), ensure_ascii=False, indent=1)
            _put(options["figures"], text.encode())
            self.stdout.write(f"figures: {options['figures']}")

    def _write(self, report: Report, options: dict[str, Any]) -> None:
        assert report.pdf is not None
        assert report.annex is not None
        for name, stored in (("pdf", report.pdf), ("annex", report.annex)):
            if options[name]:
                _put(options[name], files.read(stored))
                self.stdout.write(f"{name}: {options[name]}")
        if not options["pdf"]:
            self.stdout.write(f"pdf: {files.path_of(report.pdf.digest)}")

    def _wait(self, job: Job) -> None:
        """Wait for a worker; start one when none answers, and ring again for lost messages."""
        worker = None
        began = swept = time.monotonic()
        try:
            while True:
                job.refresh_from_db()
                if not job.open:
                    break
                now = time.monotonic()
                if now - began > LONGEST:
                    raise CommandError("The report took too long.")
                if worker is None and job.state == JobState.QUEUED and now - began > PATIENCE:
                    worker = subprocess.Popen([sys.executable, *WORKER], stdout=sys.stderr)
                if now - swept > 10:
                    jobs.sweep()
                    swept = now
                time.sleep(0.2)
        finally:
            if worker is not None:
                worker.terminate()
                worker.wait(30)
        if job.state != JobState.DONE:
            raise CommandError(job.error or f"The work ended as {job.state}.")


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)

"""The import: every row created, updated, unchanged, asked or refused; all or nothing."""

from collections.abc import Container
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from oia.core import files
from oia.core.audit import deed
from oia.office.cells import Refusal
from oia.office.entering import Entry, Faulty
from oia.office.models import ImportRun, OpenQuestion, Place
from oia.office.models.imports import About, RowAnswer, RunState
from oia.office.outcome import SHOWN, Outcome, told
from oia.office.rowreading import Asked, Cells, Fault, RowReader
from oia.office.rows import Read, rows_of
from oia.office.sheets import Column, Doubt, NamedReader, PlaceName, Row, Sheet
from oia.office.twins import Answers, Twins, answer_key, differences, twice


class Abandoned(Exception):
    """Raised to roll the transaction back: a preview, or rows that keep the file out."""


class AlreadySaved(Exception):
    """Somebody else, or a second click, has saved the same import."""


class Import:
    """One file on its way through one sheet."""

    def __init__(
        self,
        sheet: Sheet,
        read: Read,
        *,
        as_printed: bool,
        answers: Answers,
        entry: Entry,
        mends: str = "",
    ) -> None:
        self.mends = mends
        self.sheet = sheet
        self.read = read
        self.as_printed = as_printed
        self.answers = answers
        self.entry = entry
        self.named = entry.named
        self.reader = RowReader(sheet, read, as_printed=as_printed, named=entry.named, mends=mends)
        self.twins = Twins(sheet, answers)
        self.outcome = Outcome()
        self.key = {column.name for column in sheet.columns if column.key or column.needed}
        self.touched: list[Any] = []
        self.questions: list[OpenQuestion] = []

    # ---- the file ----------------------------------------------------------------------------

    def take(self, only: Container[int] | None = None) -> None:
        """All rows, or only those named: of a file that is in, a row that was left open."""
        if only is None:
            self._ask_titles()
        replaced = self.twins.replaced()
        for number, cells in self.read.rows:
            if only is not None and number not in only:
                continue
            if number in replaced:
                self.outcome.skipped += 1
            elif not self._adds_up(number, cells):
                self._row(number, cells)
                self.reader.passed(number, cells)
        if self.sheet.warn:
            self.outcome.warnings += self.sheet.warn(self.touched)
        if not self.outcome.refused:  # else nothing is new
            self.outcome.warnings += self.named.new

    def head(self, name: str) -> str:
        """The header of a column as the file writes it; of one it lacks, a name it may have."""
        column = self.sheet.column(name)
        return self.read.heads.get(name) or (column.called if column else name)

    def _ask_titles(self) -> None:
        titles = self.read.titles
        if not titles or self._said(About.TITLE, titles[0][0]):
            return
        reason = _("Above the header in row %(header)d stands: %(lines)s.") % {
            "header": self.read.header_row,
            "lines": "; ".join(
                _("row %(row)d: %(text)s") % {"row": number, "text": text}
                for number, text in titles
            ),
        }
        self._ask_row(About.TITLE, titles[0][0], reason, [RowAnswer.LEAVE_OUT.value])

    def _adds_up(self, number: int, cells: Cells) -> bool:
        """Whether a row is a sum of the others, or may be one: then it is left out, or asked."""
        if number not in self.read.sums or self._merged_above(number):
            return False
        said = self._said(About.SUM, number)
        if said == RowAnswer.LEAVE_OUT:
            self.outcome.skipped += 1
        if said:
            return said != RowAnswer.TAKE
        reason = _("“%(text)s”: this row seems to add up the rows above it.") % {
            "text": self.read.sums[number]
        }
        shown = differences({}, cells, self.head)
        self._ask_row(
            About.SUM, number, reason, [RowAnswer.LEAVE_OUT.value, RowAnswer.TAKE.value],
            differences=shown,
        )  # fmt: skip
        return True

    def _merged_above(self, number: int) -> bool:
        return any((number, column.name) in self.read.merged for column in self.sheet.columns)

    def _said(self, about: str, row: int) -> str:
        return str(self.answers.get(answer_key(about, row), {}).get("answer", ""))

    # ---- refused and asked -------------------------------------------------------------------

    def _refuse_row(self, number: int, faults: list[Fault], doubts: list[Asked]) -> None:
        """Every fault of the row, and its doubts with them: a row is refused or asked, not both."""
        wrong = {column for column, _reason, _proposal in faults}
        faults = faults + [
            (column.name, doubt.reason, doubt.proposals[0] if doubt.proposals else None)
            for column, _cell, doubt in doubts
            # A place is in doubt because of its country, which has its sentence.
            if not (isinstance(column, PlaceName) and column.country in wrong)
        ]
        order = {column.name: at for at, column in enumerate(self.sheet.columns)}
        faults.sort(key=lambda fault: order.get(fault[0], -1))
        for column_name, reason, proposal in faults:
            self.outcome.refused.append(
                {
                    "row": number,
                    "column": column_name,
                    "header": self.head(column_name),
                    "reason": reason,
                    "proposal": proposal,
                }
            )

    def _ask(self, number: int, column: Column, cell: Any, doubt: Doubt, *, wait: bool) -> None:
        question = {
            "about": About.CELL.value,
            "row": number,
            "column": column.name,
            "header": self.head(column.name),
            "text": str(cell),
            "country": doubt.country,
            "reason": doubt.reason,
            "proposal": doubt.proposals[0] if doubt.proposals else None,
            "proposals": doubt.proposals,
            "may_be_empty": column.may_be_empty,
        }
        self.outcome.asked.append(question)
        place = doubt.printed if isinstance(doubt.printed, Place) else None
        if wait:
            details = {key: question[key] for key in ("header", "may_be_empty")}
            self._leave_open(question, details, place)

    def _ask_twin(self, number: int, cells: Cells, of: int, other: Cells) -> None:
        keys = [c.name for c in self.sheet.columns if c.key and c.name in cells]
        self._ask_row(
            About.TWIN,
            number,
            twice(of, [self.head(name) for name in keys]),
            self.twins.choices(),
            column=", ".join(keys),
            of=of,
            differences=differences(other, cells, self.head),
        )

    def _ask_row(
        self,
        about: About,
        row: int,
        reason: str,
        choices: list[str],
        *,
        column: str = "",
        **details: Any,
    ) -> None:
        """A question about a whole row, which stays out until it is answered."""
        question = {
            "about": about.value,
            "row": row,
            "column": column,
            "header": "",
            "text": "",
            "country": "",
            "reason": reason,
            "proposal": None,
            "proposals": choices,
        }
        self.outcome.asked.append(question | details)
        self._leave_open(question, details)

    def _leave_open(
        self, question: dict[str, Any], details: dict[str, Any], place: Place | None = None
    ) -> None:
        """As printed: the question waits for a person once the file is in."""
        if not self.as_printed:
            return
        self.questions.append(
            OpenQuestion(
                about=question["about"],
                kind=self.sheet.kind,
                row=question["row"],
                column=question["column"][:60],
                text=question["text"][:300],
                country=question["country"][:80],
                reason=question["reason"],
                proposals=question["proposals"],
                details=details,
                place=place,
            )
        )

    # ---- one row -----------------------------------------------------------------------------

    def _row(self, number: int, cells: Cells) -> None:
        if self._said(About.TWIN, number) == RowAnswer.SKIP:
            self.outcome.skipped += 1
            return
        values, faults, doubts = self.reader.read(number, cells)
        row = Row(values, None, self.head)
        unread = {column for column, _reason, _proposal in faults}
        if not self.as_printed:
            unread |= {column.name for column, _cell, _doubt in doubts}
        twin = None
        if not unread & self.key:
            try:
                twin = self._look_up(number, cells, row)
            except Refusal as refusal:
                faults.append((refusal.column, str(refusal), None))
        if self.mends and row.stored is None:
            return  # it was renamed or removed since, or there are two of it
        if twin or unread or faults:
            more = self.entry.faults(row, unread)
            faults += [(column, reason, None) for column, reason in more]
        else:
            faults += self._enter(number, row)
        if faults:
            self._refuse_row(number, faults, doubts)
            return
        for column, cell, doubt in doubts:
            # A row that stays out is asked about its cells once it comes in.
            self._ask(number, column, cell, doubt, wait=not twin)
        if twin:
            self._ask_twin(number, cells, *twin)

    def _look_up(self, number: int, cells: Cells, row: Row) -> tuple[int, Cells] | None:
        """Name the row's object; or answer the earlier row of its natural key, to be asked about.

        A second row of one natural key in the same file is asked, never merged.
        """
        if self.sheet.prepare:
            self.sheet.prepare(row.values)
        if self.mends:
            found = list(self.sheet.find(row.values)[:2])
            row.stored = found[0] if len(found) == 1 else None
            return None
        earlier = self.twins.earlier(number, cells, row.values)
        row.stored = self.twins.stored(row.values)
        if earlier is None:
            if self._said(About.TWIN, number) == RowAnswer.BOTH:
                row.stored = None  # its twin came in with the rest of the file, before
            return None
        if row.stored is not None or self.twins.answer(number, earlier[0]) == RowAnswer.BOTH:
            return None
        row.stored = self.sheet.find(row.values).first()
        return earlier

    def _enter(self, number: int, row: Row) -> list[Fault]:
        shown = len(self.outcome.preview) < SHOWN
        before = self._told(row.stored, row) if shown and row.stored is not None else {}
        try:
            obj, changed = self.entry.enter(row)
        except Faulty as error:
            return [(column, reason, None) for column, reason in error.faults]
        self.twins.taken.add(obj.pk)
        self._count(number, obj, new=row.stored is None, changed=changed)
        if shown:
            after = self._told(obj, row)
            self.outcome.preview[-1]["says"] = [
                f"{head}: {before[head]} → {text}" if head in before else f"{head}: {text}"
                for head, text in after.items()
                if before.get(head, "–") != text
            ]
        return []

    def _told(self, obj: Any, row: Row) -> dict[str, str]:
        """Header → what stands in the object for it, as a person reads it; for the file's columns.

        A reader of the preview sees what each cell was taken for, such as 1.500 as one and a half.
        """
        return {
            self.head(column.name): told(obj, column.target)
            for column in self.sheet.columns
            if column.name in row.values and hasattr(obj, column.target)
        }

    def _count(self, number: int, obj: Any, *, new: bool, changed: bool) -> None:
        self.touched.append(obj)
        kind = "created" if new else "updated" if changed else "unchanged"
        setattr(self.outcome, kind, getattr(self.outcome, kind) + 1)
        if len(self.outcome.preview) < SHOWN:
            self.outcome.preview.append({"row": number, "what": kind, "title": str(obj)})


def run(
    sheet: Sheet,
    data: bytes,
    name: str,
    *,
    by: Any = None,
    save: bool = True,
    as_printed: bool = False,
    keep: ImportRun | None = None,
    answers: Answers | None = None,
    only: Container[int] | None = None,
    mends: str = "",
) -> Outcome:
    """Import a file. Saves all rows or none; `save=False` only looks. Raises Unreadable.

    `answers` say what to do with rows that stand twice or only add up; else those of the run `keep`
    count. `only` takes the rows that were left open when the rest of the file came in; `mends` of
    them the one column that was in doubt, where their entries are still there.

    Imports of one kind wait for each other: which row a file means is found by its key columns,
    and two files at once would both find nobody.
    """
    read = rows_of(sheet, data, name)
    outcome = Outcome()
    try:
        why = _("Import of %(file)s") % {"file": name}
        with transaction.atomic(), deed(by=by, why=why):
            if save:
                _wait_for_others(sheet)
            record = _record(sheet, name, by, keep, save=save)
            entry = Entry(sheet, by=by, why=why, named=NamedReader())
            known = record.answers if answers is None else answers
            work = Import(
                sheet, read, as_printed=as_printed, answers=known, entry=entry, mends=mends
            )
            outcome = work.outcome
            work.take(only)
            outcome.warnings = read.unknown + outcome.warnings
            if outcome.refused or (outcome.asked and not as_printed) or not save:
                raise Abandoned
            outcome.saved = True
            if record.file is None and work.questions:
                # What stays open is taken from the file once somebody has answered.
                record.file = files.store(data, media_type="application/octet-stream")
            _keep_run(work, record, outcome)
    except Abandoned:
        pass
    return outcome


def _wait_for_others(sheet: Sheet) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"import {sheet.kind}"])


def _record(sheet: Sheet, name: str, by: Any, keep: ImportRun | None, *, save: bool) -> ImportRun:
    """The import's own row, locked; one that was saved meanwhile is refused."""
    if not save:
        return keep or ImportRun(kind=sheet.kind, name=name, by=by)
    if keep is None:
        return ImportRun.objects.create(kind=sheet.kind, name=name, by=by)
    record = ImportRun.objects.select_for_update(of=("self",)).get(pk=keep.pk)
    if record.state != RunState.PREVIEW:
        raise AlreadySaved
    return record


def _keep_run(work: Import, record: ImportRun, outcome: Outcome) -> None:
    work.entry.ledger.keep(record)
    for question in work.questions:
        question.run = record
        same = OpenQuestion.objects.filter(
            about=question.about,
            kind=question.kind,
            row=question.row,
            column=question.column,
            text=question.text,
            country=question.country,
        )
        if not same.exists():
            question.save()
    record.state = RunState.SAVED
    record.result = outcome.in_short()
    record.save()

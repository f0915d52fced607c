"""The addresses of each noun: list and new, one row and its change, its steps."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response
from rest_framework.views import APIView

from oia.api import entries, reading
from oia.api.models import Scope
from oia.api.nouns import Noun
from oia.api.paging import Asked
from oia.api.problems import Problem
from oia.core import reads
from oia.core.locks import locked
from oia.core.permissions import may
from oia.core.workflow import Refused, perform
from oia.office import ownership
from oia.office.writing.pages import claim
from oia.office.writing.removal import Stays, delete_row


class ByTable:
    """Mixed into a view: the table of roles decides, by `capability` for reading and
    `write_capability` for everything else."""

    capability: ClassVar[str]
    write_capability: ClassVar[str] = ""

    @classmethod
    def as_view(cls, **initkwargs: Any) -> Any:
        # What writes opens its own transaction; reading gains nothing from one.
        return transaction.non_atomic_requests(super().as_view(**initkwargs))  # type: ignore[misc]

    def check_permissions(self, request: Any) -> None:
        only_reads = request.method in SAFE_METHODS
        if not request.user.is_authenticated:
            raise NotAuthenticated(_("Send a token: Authorization: Bearer …"))
        if request.auth is not None and not only_reads and request.auth.scope != Scope.WRITE:
            raise PermissionDenied(_("This token only reads."))
        label = self.capability if only_reads else self.write_capability
        if not label or not may(request.user, label):
            raise PermissionDenied
        reads.note(request.user, label, request.get_full_path())


class ApiView(ByTable, APIView):
    pass


class NounView(ApiView):
    noun: ClassVar[Noun]

    def found(self, request: Any, pk: int) -> dict[str, Any]:
        found = reading.row_as_json(self.noun, pk, request.user)
        if found is None:
            raise Http404
        return found

    def locked_row(self, request: Any, pk: int) -> Any:
        row = locked(self.noun.model.objects.visible_to(request.user)).filter(pk=pk).first()
        if row is None:
            raise Http404
        return row

    def answer(self, found: dict[str, Any], status: int = 200) -> Response:
        headers = {"ETag": reading.etag_of(found)}
        if status == 201:
            headers["Location"] = found["url"]
        return Response(found, status=status, headers=headers)


class NounList(NounView):
    """`/api/v1/<noun>/`"""

    def get(self, request: Any) -> Response:
        label = self.noun.list.export_capability or self.noun.list.capability
        if not may(request.user, label):
            raise PermissionDenied
        if label != self.capability:
            reads.note(request.user, label, request.get_full_path())
        return Response(Asked(self.noun, request).answer())

    def post(self, request: Any) -> Response:
        if self.noun.writing is None or not self.noun.writing.new:
            raise Problem(405, _("This noun is not entered here."))
        given = request.data
        with transaction.atomic():
            sent = claim(_key(request), self.noun.model, by=request.user)
            if sent.object_id is not None:
                found = reading.row_as_json(self.noun, sent.object_id, request.user)
                if found is None:
                    raise Problem(410, _("This entry was saved and has been deleted since."))
                return self.answer(found)
            saved = entries.create(self.noun, given, by=request.user)
            sent.object_id = saved.pk
            sent.save(update_fields=["object_id"])
        return self.answer(self.found(request, saved.pk), 201)


def _key(request: Any) -> str:
    """The caller's key of this request, apart from the keys of everybody else."""
    given = request.headers.get("Idempotency-Key", "")
    if len(given) > 200:
        raise Problem(400, _("The Idempotency-Key is longer than 200 characters."))
    text = f"{request.user.pk}:{given}" if given else secrets.token_urlsafe(32)
    return hashlib.sha256(text.encode()).hexdigest()[:40]


class NounOne(NounView):
    """`/api/v1/<noun>/<id>/`"""

    def get(self, request: Any, pk: int) -> Response:
        found = self.found(request, pk)
        if request.headers.get("If-None-Match", "") == reading.etag_of(found):
            return Response(status=304, headers={"ETag": reading.etag_of(found)})
        return self.answer(found)

    def patch(self, request: Any, pk: int) -> Response:
        if self.noun.writing is None:
            raise Problem(405, _("This noun is not entered here."))
        given = request.data
        with transaction.atomic():
            row = self.locked_row(request, pk)
            ownership.demand(row, request.user)
            self.demand_unchanged(request, pk)
            entries.change(self.noun, row, given, by=request.user)
        return self.answer(self.found(request, pk))

    def delete(self, request: Any, pk: int) -> Response:
        """Where nothing hangs on it; `?why=` gives the reason that an entry in use asks for."""
        if self.noun.writing is None:
            raise Problem(405, _("This noun is not entered here."))
        why = request.query_params.get("why", "").replace("\x00", "").strip()[: entries.REASON]
        try:
            with transaction.atomic():
                row = self.locked_row(request, pk)
                ownership.demand(row, request.user)
                self.demand_unchanged(request, pk)
                delete_row(self.noun.writing, row, by=request.user, why=why)
        except Stays as refusal:
            raise Problem(409, str(refusal)) from refusal
        return Response(status=204)

    def demand_unchanged(self, request: Any, pk: int) -> None:
        """Under the row's lock: nobody has changed what the caller was shown."""
        mark = request.headers.get("If-Match", "")
        if not mark:
            raise Problem(428, _("Send the ETag of the row you have read as If-Match."))
        if mark != "*" and mark != reading.etag_of(self.found(request, pk)):
            raise Problem(412, _("Somebody else has changed this entry. Read it again."))


class NounStep(NounView):
    """`/api/v1/<noun>/<id>/steps/<step>/`"""

    def post(self, request: Any, pk: int, step: str) -> Response:
        workflow = self.noun.page.workflow
        reason, seen = request.data.get("reason") or "", request.data.get("seen")
        if not isinstance(reason, str) or not isinstance(seen, str | None):
            raise Problem(400, _("Write “reason” and “seen” as texts."))
        row = self.noun.model.objects.visible_to(request.user).filter(pk=pk).first()
        if row is None or step not in workflow.names:
            raise Http404
        try:
            with transaction.atomic():
                perform(workflow, row, step, by=request.user, reason=reason, seen=seen)
        except Refused as refusal:
            raise Problem(409, " ".join(refusal.messages)) from refusal
        except ValidationError as error:
            raise Problem(400, " ".join(error.messages)) from error
        return self.answer(self.found(request, pk))

"""A file in a form: kept, once it passed the checks, while another field is mended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from oia.core import files, leftovers
from oia.core.models import KeptFile
from oia.office import uploads


class KeptFileForm(forms.Form):
    """A form with `file`; after an error elsewhere the upload stays as `kept`.

    Once valid, `content()` is the file's name and bytes, wherever they came from.
    """

    kept = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.kept_file: KeptFile | None = None
        self.fields["file"].required = False
        if self.is_bound:
            self._find()

    def _find(self) -> None:
        token = str(self.data.get("kept", ""))
        self.kept_file = leftovers.kept(token, by=self.user) if token else None

    def clean_file(self) -> Any:
        upload = self.cleaned_data.get("file")
        if upload is None:
            if self.kept_file is None:
                raise ValidationError(_("Choose a file."))
            return None
        data = upload.read(uploads.LARGEST + 1)
        media_type = uploads.media_type(upload.name, data)
        kept = leftovers.keep(data, upload.name, media_type=media_type, by=self.user)
        self.kept_file = kept
        # The page shown after an error carries the token instead of the bytes.
        self.data = MultiValueDict({**self.data, "kept": [kept.token]})
        return upload

    def content(self) -> tuple[str, bytes]:
        assert self.kept_file is not None
        return self.kept_file.name, files.read(self.kept_file.file)

    def forget(self) -> None:
        """Once saved elsewhere it need not be kept here."""
        if self.kept_file is not None:
            self.kept_file.delete()

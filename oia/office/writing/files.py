"""Files in a form: kept, once they passed the checks, while another field is mended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from oia.core import files, leftovers
from oia.core.models import KeptFile
from oia.office import uploads

MOST = 20  # files at once


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files by one input; the value is a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given if one]


class KeptFileForm(forms.Form):
    """A form with `file`, one or several; after an error elsewhere the uploads stay as `kept`.

    Once valid, `contents()` are names and bytes, wherever they came from.
    """

    kept = forms.CharField(required=False, widget=forms.HiddenInput, max_length=65 * MOST)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.kept_files: list[KeptFile] = []
        file: Any = self.fields["file"]
        # The browser does not ask again for a file that is kept; none at all is an error.
        self.conditional = ("file",) if file.required else ()
        file.required = False
        if self.is_bound:
            self._find()

    def _find(self) -> None:
        tokens = str(self.data.get("kept", "")).split(",")[:MOST]
        found = (leftovers.kept(token, by=self.user) for token in tokens if token)
        self.kept_files = [kept for kept in found if kept is not None]

    @property
    def kept_names(self) -> str:
        return ", ".join(kept.name for kept in self.kept_files)

    def clean_file(self) -> Any:
        given = self.cleaned_data.get("file") or []
        uploaded = given if isinstance(given, list) else [given]
        if not uploaded and not self.kept_files:
            raise ValidationError(_("Choose a file."))
        if len(uploaded) > MOST:
            raise ValidationError(_("Choose at most %d files at once.") % MOST)
        if not uploaded:
            return given
        refused = []
        self.kept_files = []
        for upload in uploaded:
            try:
                self.kept_files.append(self._keep(upload))
            except ValidationError as error:
                refused.append(f"{upload.name}: {' '.join(error.messages)}")
        # The page shown after an error carries tokens instead of the bytes.
        tokens = ",".join(kept.token for kept in self.kept_files)
        self.data = MultiValueDict({**self.data, "kept": [tokens]})
        if refused:
            raise ValidationError([ValidationError(text) for text in refused])
        return given

    def _keep(self, upload: Any) -> KeptFile:
        data = upload.read(uploads.LARGEST + 1)
        media_type = uploads.media_type(upload.name, data)
        return leftovers.keep(data, upload.name, media_type=media_type, by=self.user)

    def contents(self) -> list[tuple[str, bytes]]:
        return [(kept.name, files.read(kept.file)) for kept in self.kept_files]

    def forget(self) -> None:
        """Once saved elsewhere they need not be kept here."""
        for kept in self.kept_files:
            kept.delete()

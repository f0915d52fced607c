"""Forms of the office's settings."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.office import cells
from oia.office.models import Office
from oia.office.models.office import HEX_COLOUR
from oia.office.setup import look

YEARS = range(1, 1001)
MOST_LINES = 300
SHORTENED = 5


class CityForm(forms.Form):
    city = forms.CharField(label=gettext_lazy("City"), max_length=120)
    country = forms.CharField(label=gettext_lazy("Country"), initial="Deutschland", max_length=80)
    name = forms.CharField(
        label=gettext_lazy("Name of the office"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Stands on every page and on the report."),
    )

    def clean_country(self) -> str:
        code = cells.country(self.cleaned_data["country"])
        if not code:
            raise ValidationError(_("This country is unknown. Write its name or ISO code."))
        return code


class SettingForm(forms.ModelForm):
    """A part of the office's row; saved by the verb, which locks it."""

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class YearForm(SettingForm):
    class Meta:
        model = Office
        fields = ["fiscal_start_month", "currency", "language", "second_pair_of_eyes"]
        labels = {"language": gettext_lazy("Language of titles and reports")}

    def clean_currency(self) -> str:
        code = str(self.cleaned_data["currency"]).upper()
        if not re.fullmatch("[A-Z]{3}", code):
            raise ValidationError(_("Write the currency as three letters, such as EUR."))
        return code


class YearsField(forms.CharField):
    """Numbers of years, separated by commas; `60-1000/10` stands for every tenth."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(_runs(sorted(set(value)))) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[int]:
        text = super().clean(value)
        years: set[int] = set()
        for part in re.split(r"[,;\s]+", text.strip()):
            found = re.fullmatch(r"(\d{1,4})(?:-(\d{1,4})(?:/(\d{1,3}))?)?", part)
            if not found:
                raise ValidationError(_("“%(part)s” is no number of years."), params={"part": part})
            first, last, step = (int(number) if number else None for number in found.groups())
            assert first is not None
            years |= set(range(first, (last or first) + 1, max(1, step or 1)))
        if not years or not years <= set(YEARS):
            raise ValidationError(_("Give numbers of years from 1 to 1000."))
        return sorted(years)


def _runs(years: list[int]) -> list[str]:
    """Numbers as people would write them: equal steps in short from five on."""
    parts = []
    while years:
        run = _run(years)
        if len(run) >= SHORTENED:
            parts.append(f"{run[0]}-{run[-1]}/{run[1] - run[0]}")
        else:
            run = years[:1]
            parts.append(str(run[0]))
        years = years[len(run) :]
    return parts


def _run(years: list[int]) -> list[int]:
    """The longest beginning with equal steps."""
    end = 2
    while end < len(years) and years[end] - years[end - 1] == years[1] - years[0]:
        end += 1
    return years[:end]


class RulesForm(SettingForm):
    anniversary_years = YearsField(
        label=gettext_lazy("Anniversaries celebrated"),
        help_text=gettext_lazy("Numbers of years; 60-1000/10 means every tenth year from 60 on."),
    )

    class Meta:
        model = Office
        fields = [
            "anniversary_years",
            "visit_cadence_years",
            "voucher_years",
            "overlap_days",
            "overlap_km",
            "precedence_mode",
            "award_prefix",
            "org_id",
        ]
        help_texts = {
            "visit_cadence_years": gettext_lazy("Years; the report names partners overdue."),
            "voucher_years": gettext_lazy(
                "Years, from the 1 January after the annual accounts were adopted."
            ),
            "overlap_days": gettext_lazy("Two trips this near in time are shown to both."),
            "overlap_km": gettext_lazy("… if their destinations are this near to each other."),
        }

    def clean_visit_cadence_years(self) -> int:
        years = int(self.cleaned_data["visit_cadence_years"])
        if not 1 <= years <= 100:
            raise ValidationError(_("Give numbers of years from 1 to 100."))
        return years

    def clean_voucher_years(self) -> int:
        years = int(self.cleaned_data["voucher_years"])
        if not 1 <= years <= 50:
            raise ValidationError(_("Give a number of years from 1 to 50."))
        return years


class LookForm(SettingForm):
    arms = forms.FileField(
        label=gettext_lazy("Arms of the city"),
        required=False,
        help_text=gettext_lazy("PNG or JPEG, up to 2 MB. Stands beside the name and on reports."),
    )
    no_arms = forms.BooleanField(label=gettext_lazy("take the arms away"), required=False)

    class Meta:
        model = Office
        fields = ["accent_light", "accent_dark", "ribbon"]
        help_texts = {
            "accent_light": gettext_lazy("Links and buttons by day, such as #2044aa."),
            "accent_dark": gettext_lazy("The same at night, such as #9db4f2."),
            "ribbon": gettext_lazy("Up to three colours, such as #2044aa #f0a030."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.arms_id:
            del self.fields["no_arms"]

    def clean_accent_light(self) -> str:
        return self._accent("accent_light", dark=False)

    def clean_accent_dark(self) -> str:
        return self._accent("accent_dark", dark=True)

    def _accent(self, name: str, *, dark: bool) -> str:
        colour = str(self.cleaned_data[name]).lower()
        if colour:
            HEX_COLOUR(colour)
            look.check_accent(colour, dark=dark)
        return colour

    def clean_ribbon(self) -> str:
        colours = re.split(r"[,;\s]+", str(self.cleaned_data["ribbon"]).strip().lower())
        colours = [colour for colour in colours if colour]
        good = all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)
        if not good or len(colours) > look.MOST_RIBBON:
            raise ValidationError(_("Write up to three colours as #2044aa, with blanks between."))
        return " ".join(colours)

    def clean_arms(self) -> bytes | None:
        upload = self.cleaned_data.get("arms")
        return look.redrawn(upload.read(look.LARGEST_ARMS + 1)) if upload else None


class DepartmentsForm(forms.Form):
    lines = forms.CharField(
        label=gettext_lazy("Departments and desks"),
        widget=forms.Textarea(attrs={"rows": 10}),
        max_length=20_000,
        help_text=gettext_lazy(
            "One department a line; its desks after a colon, separated by commas. A list copied "
            "from a spreadsheet works too."
        ),
    )

    def clean_lines(self) -> list[tuple[str, list[str]]]:
        found = []
        for line in self.cleaned_data["lines"].splitlines()[:MOST_LINES]:
            name, _gap, rest = re.sub(r"[\t;]", ":", line, count=1).partition(":")
            desks = [desk.strip() for desk in re.split(r"[,;\t]", rest) if desk.strip()]
            if not name.strip():
                continue
            if len(name.strip()) > 160 or any(len(desk) > 120 for desk in desks):
                raise ValidationError(_("This name is too long: %s") % line[:80])
            found.append((" ".join(name.split()), desks))
        if not found:
            raise ValidationError(_("Write at least one department."))
        return found

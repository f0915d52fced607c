"""The city's colours and arms: checked before they are kept, then one stylesheet and one picture.

Contrast as WCAG 2.2 counts it (relative luminance; 4.5 : 1 for text, criterion 1.4.3).
"""

import io

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from oia.office.models import Office

ENOUGH = 4.5
# What links and buttons stand on: the page and its hued parts, as in `static/css/desk.css`.
LIGHT_GROUNDS = ("#ffffff", "#f4f5f8")
DARK_GROUNDS = ("#0d0f1a", "#151828")
WHITE, NIGHT = "#ffffff", "#06091a"
MOST_RIBBON = 3

LARGEST_ARMS = 2 * 2**20
LARGEST_SIDE = 6000  # pixels; more is no picture of arms but an attempt to fill the memory
KEPT_SIDE = 512
FORMATS = ("PNG", "JPEG")
ARMS_TYPE = "image/png"


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(colour: str) -> str:
    """White or night, whichever is easier to read on the colour."""
    return max((WHITE, NIGHT), key=lambda text: contrast(colour, text))


def check_accent(colour: str, *, dark: bool) -> None:
    """Raises ValidationError with the figures for a colour in which text could not be read."""
    grounds = DARK_GROUNDS if dark else LIGHT_GROUNDS
    found = min(contrast(colour, ground) for ground in grounds)
    if found >= ENOUGH:
        return
    if dark:
        words = _("Too dark: text in this colour has a contrast of %(found)s : 1 on the dark page.")
    else:
        words = _("Too light: text in this colour has a contrast of %(found)s : 1 on white.")
    hint = _("At least 4.5 : 1 is needed so that everybody can read it.")
    # Rounded down: 4.49 must not look like 4.5.
    shown = number_format(int(found * 10) / 10, 1)
    raise ValidationError(f"{words % {'found': shown}} {hint}")


def ribbon_of(office: Office) -> list[str]:
    return office.ribbon.split()


def stylesheet(office: Office) -> str:
    """The city's own tokens, in the words of `static/css/city.css`."""
    tokens = {}
    for name, colour in (("light", office.accent_light), ("dark", office.accent_dark)):
        if colour:
            tokens[f"--city-accent-{name}"] = colour
            tokens[f"--city-on-accent-{name}"] = text_on(colour)
    if office.ribbon:
        tokens["--city-ribbon"] = gradient(ribbon_of(office))
    lines = "".join(f"  {name}: {value};\n" for name, value in tokens.items())
    return f":root {{\n{lines}}}\n"


def gradient(colours: list[str]) -> str:
    """The colours one below the other, each with the same height."""
    share = 100 / len(colours)
    stops = [
        f"{colour} {round(number * share)}% {round((number + 1) * share)}%"
        for number, colour in enumerate(colours)
    ]
    return f"linear-gradient({', '.join(stops)})"


def redrawn(data: bytes) -> bytes:
    """The arms drawn anew as PNG: nothing of the file but its picture is kept.

    Raises ValidationError for what is no PNG or JPEG, too large or damaged.
    """
    if len(data) > LARGEST_ARMS:
        raise ValidationError(_("The picture is larger than %d MB.") % (LARGEST_ARMS // 2**20))
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            picture.verify()
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if max(picture.size) > LARGEST_SIDE:
                raise ValidationError(
                    _("The picture has more than %d pixels on a side.") % LARGEST_SIDE
                )
            drawn = picture.convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError) as error:
        raise ValidationError(_("This is no readable PNG or JPEG picture.")) from error
    drawn.thumbnail((KEPT_SIDE, KEPT_SIDE))
    buffer = io.BytesIO()
    drawn.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()

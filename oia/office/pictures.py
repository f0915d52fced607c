"""Pictures encoded anew: what else a file carried (place, camera, a second life) stays outside."""

import io

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from oia.office import uploads

JPEG = "image/jpeg"
MOST_PIXELS = 50_000_000
LARGE, SMALL = 3000, 480  # pixels of the longer side


def encoded(name: str, data: bytes) -> tuple[bytes, bytes]:
    """The picture and its small twin as JPEG. Raises ValidationError for what is no picture."""
    if not uploads.media_type(name, data).startswith("image/"):
        raise ValidationError(_("Only JPEG and PNG pictures are photos."))
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as found:
            # Asked before anything is unpacked: a small file may hold a wall of pixels.
            if found.width * found.height > MOST_PIXELS:
                raise ValidationError(_("The picture has more than 50 million pixels."))
            upright = ImageOps.exif_transpose(found)
            flat = _flat(upright)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("The picture is damaged.")) from error
    return _jpeg(flat, LARGE), _jpeg(flat, SMALL)


def _flat(picture: Image.Image) -> Image.Image:
    """What is transparent becomes white."""
    if picture.mode in ("RGBA", "LA", "P"):
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert("RGB")


def _jpeg(picture: Image.Image, side: int) -> bytes:
    copy = picture.copy()
    copy.thumbnail((side, side))
    # A picture may carry its old metadata along in `info`; a new one carries none.
    copy.info.clear()
    written = io.BytesIO()
    copy.save(written, "JPEG", quality=85, optimize=True)
    return written.getvalue()

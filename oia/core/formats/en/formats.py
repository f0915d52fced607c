"""Days as 12 Sep 2026: readers of English here are rarely Americans, and 9/12 reads two ways."""

DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j M Y, H:i"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"

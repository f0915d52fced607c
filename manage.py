#!/usr/bin/env python
"""The command line of the office's application."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from oia.servers import ServersUnavailable


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oia.settings")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, ServersUnavailable) as error:
        # One plain line: the operator has to change the surroundings, not the code.
        sys.exit(str(error))


if __name__ == "__main__":
    main()

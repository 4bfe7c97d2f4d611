#!/usr/bin/env python
"""The one door for every command of the project."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asean_japan.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)

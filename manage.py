#!/usr/bin/env python
"""The one door for every command of the project."""

import gc
import os
import sys

if __name__ == "__main__":
    gc.disable()  # until all is loaded (see asean_japan.apps): nothing of that is ever garbage
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asean_japan.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)

#!/usr/bin/env python
"""Run a management command; without settings named, the embedded ones."""

import gc
import os
import sys


def main() -> None:
    """Hand over to Django."""
    gc.set_threshold(50_000, 20, 20)  # loading makes much and frees little
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.core.management import execute_from_command_line  # noqa: PLC0415

    from lms.settings.refusal import no_module, refuse  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except ModuleNotFoundError as error:
        if error.name != os.environ["DJANGO_SETTINGS_MODULE"]:
            raise
        sys.exit(refuse(no_module(error.name), as_json="--json" in sys.argv))
    except ImproperlyConfigured as error:
        sys.exit(refuse(error, as_json="--json" in sys.argv))


if __name__ == "__main__":
    main()

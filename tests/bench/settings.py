"""The embedded server with one more address: the bare view to compare with."""

from tests.exams.browser.settings import *  # noqa: F403  settings files extend each other
from tests.exams.browser.settings import MIDDLEWARE

MIDDLEWARE = ["tests.bench.bare.bare_view", *MIDDLEWARE]

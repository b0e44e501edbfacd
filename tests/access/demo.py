from tests.access import Command

COMMANDS = [Command("demo", system=True), Command("seed_demo", system=True)]

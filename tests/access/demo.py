from tests.access import ADMIN, Command

COMMANDS = [Command("demo", system=True), Command("seed_demo", allowed=(ADMIN,))]

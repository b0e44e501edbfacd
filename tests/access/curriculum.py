from pathlib import Path

from lms.curriculum.services.programme import OWN_FILE
from tests.access import ADMIN, OFFICER, Command, Route, everybody
from tests.factories.curriculum import make_node, make_programme_row

NODES = Path(OWN_FILE).parent / "nodes" / "mat10.csv"


def build(world):
    make_programme_row("MAT")
    make_node()


ROUTES = [
    Route("curriculum:overview", expect=everybody()),
    Route("curriculum:tree", lambda w: ["MAT", "thpt", 10], everybody()),
]
COMMANDS = [
    Command("import_curriculum", lambda w: [OWN_FILE], (ADMIN,)),
    Command("import_curriculum_nodes", lambda w: [NODES], (ADMIN, OFFICER)),
]

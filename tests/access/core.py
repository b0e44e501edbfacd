from tests.access import ELSEWHERE, VISITORS, Command, Route, everybody

ROUTES = [
    Route("healthz", expect=everybody()),
    Route("choose_language", expect=dict.fromkeys(VISITORS, ELSEWHERE), post={}),
]
COMMANDS = [
    Command("catalogues", system=True),
    Command("doctor", system=True),
    Command("prepare", system=True),
    Command("serve", system=True),
    Command("verify", system=True),
]

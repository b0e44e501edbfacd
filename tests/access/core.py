from tests.access import ADMIN, ELSEWHERE, VISITORS, Command, Route, everybody

ROUTES = [
    Route("healthz", expect=everybody()),
    Route("choose_language", expect=dict.fromkeys(VISITORS, ELSEWHERE), post={}),
]
COMMANDS = [
    Command("catalogues", system=True),
    Command("doctor", allowed=(ADMIN,)),
    Command("prepare", system=True),
    Command("serve", system=True),
    Command("verify", system=True),
]

from tests.access import Route, everybody, members

ROUTES = [
    Route("portal:start", expect=everybody()),
    # What is found is each app's own door: see tests/portal.
    Route("portal:find", expect=members(), query="?q=binh"),
]

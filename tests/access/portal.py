from tests.access import Route, everybody

ROUTES = [Route("portal:start", expect=everybody())]

"""Every address and every command, asked by people who may and who may not.

Generated: it walks the resolver and the list of commands. An address or command that
no file of tests/access declares fails here; see tests/access/__init__.py.
"""

import importlib
import json
import pkgutil
from contextlib import contextmanager
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from lms.people.access import forget
from lms.people.enums import Role
from lms.people.models import Guardianship
from tests import access
from tests.access import ANONYMOUS, ELSEWHERE, HIDDEN, IN, LOGIN, REFUSED, VISITORS
from tests.factories.people import enrol, give_role, make_user
from tests.people import standing

OURS = ("lms.", "exams", "library", "question_bank", "media")
# Wagtail's own pages: asked as a whole, for those who never get in.
FOREIGN = ("quan-tri/", "tep/", "kho/")
# Of these, what anybody may load: the log-in page and files without content.
FOREIGN_OPEN = {
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
    "wagtailcore_login",
    "wagtail_serve",  # public pages, of which there are none
}
FILES = {
    info.name: importlib.import_module(f"tests.access.{info.name}")
    for info in pkgutil.iter_modules(access.__path__)
}
pytestmark = pytest.mark.django_db


def walk(resolver, names=(), before=""):
    """Yield (name, route, pattern) of every address."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            space = (pattern.namespace,) if pattern.namespace else ()
            yield from walk(pattern, names + space, route)
        elif isinstance(pattern, URLPattern):
            yield ":".join([*names, pattern.name or route]), route, pattern


def own_addresses():
    return {
        name
        for name, route, _pattern in walk(get_resolver())
        if not route.startswith(FOREIGN)
    }


def own_commands():
    return {
        name
        for name, app in get_commands().items()
        if (app if isinstance(app, str) else app.__module__).startswith(OURS)
    }


def build_world(file, folder):
    people = standing()
    admin = make_user("admin", code="QT1")
    give_role(admin, Role.ADMINISTRATOR, people.province)
    guardian = make_user("guardian", code="PH1", full_name="Trần Văn Cha")
    Guardianship.objects.create(
        guardian=guardian, student=people.candidate, verified_at=timezone.now()
    )
    pupil = make_user("pupil", code="HS2", full_name="Bùi Thị Khác")
    enrol(pupil, people.other_cohort)
    more = {"admin": admin, "guardian": guardian, "pupil": pupil}
    world = SimpleNamespace(**vars(people), **more, folder=folder)
    if hasattr(file, "build"):
        file.build(world)
    return world


@contextmanager
def undone():
    """Take everything back; the exam path may open its own transactions inside."""
    block = transaction.atomic()
    block._from_testcase = True  # so that a durable block may stand in it
    with block:
        yield
        transaction.set_rollback(True)


def ask(route, world, visitor):
    """Return what a visitor is answered; nothing of it stays."""
    client = Client(raise_request_exception=True)
    person = getattr(world, visitor, None)
    with undone():
        if person is not None:
            forget(person)
            client.force_login(person)
        address = reverse(route.name, args=route.args(world)) + route.query
        if route.post is None:
            response = client.get(address)
        else:
            data = route.post(world) if callable(route.post) else route.post
            response = client.post(address, data)
    return verdict(response, asked_by_post=route.post is not None)


def verdict(response, *, asked_by_post):
    status = response.status_code
    if status in {301, 302, 303}:
        if response.url.startswith("/dang-nhap/"):
            return LOGIN
        return IN if asked_by_post else ELSEWHERE
    if 200 <= status < 300:
        return IN
    return {401: LOGIN, 403: REFUSED, 404: HIDDEN, 422: REFUSED}.get(status, status)


def expected(route, visitor):
    """A POST that leads elsewhere cannot be told from one that was done."""
    wish = route.expect[visitor]
    return IN if wish == ELSEWHERE and route.post is not None else wish


def test_every_address_is_declared_once():
    declared = [r.name for file in FILES.values() for r in getattr(file, "ROUTES", [])]

    twice = {name for name in declared if declared.count(name) > 1}
    assert not twice, f"declared twice: {sorted(twice)}"
    missing = own_addresses() - set(declared)
    assert not missing, f"say in tests/access who may ask for: {sorted(missing)}"
    gone = set(declared) - own_addresses()
    assert not gone, f"no such address: {sorted(gone)}"


def test_every_command_is_declared_once():
    declared = [
        c.name for file in FILES.values() for c in getattr(file, "COMMANDS", [])
    ]

    assert len(declared) == len(set(declared))
    missing = own_commands() - set(declared)
    assert not missing, f"say in tests/access who may run: {sorted(missing)}"
    assert set(declared) <= own_commands()


@pytest.mark.parametrize(
    "name", sorted(n for n, f in FILES.items() if hasattr(f, "ROUTES"))
)
def test_addresses_answer_as_declared(name, tmp_path):
    file = FILES[name]
    world = build_world(file, tmp_path)

    wrong = [
        f"{route.name} as {visitor}: {answer}, not {expected(route, visitor)}"
        for route in file.ROUTES
        for visitor in VISITORS
        if (answer := ask(route, world, visitor)) != expected(route, visitor)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    "name", sorted(n for n, f in FILES.items() if hasattr(f, "COMMANDS"))
)
def test_commands_refuse_those_who_may_not(name, tmp_path):
    file = FILES[name]
    world = build_world(file, tmp_path)

    wrong = []
    for command in file.COMMANDS:
        takes_user = has_as(command.name)
        if takes_user == command.system:
            wrong.append(
                f"{command.name}: --as {'is' if takes_user else 'is not'} there"
            )
            continue
        if command.system:
            continue
        words = [str(word) for word in command.args(world)]
        for visitor in VISITORS[1:]:
            code = refusal(command.name, words, getattr(world, visitor))
            may = visitor in command.allowed
            if may == (code in command.closed):
                wrong.append(f"{command.name} as {visitor}: {code or 'done'}")

    assert wrong == []


def has_as(name):
    command = load_command_class(get_commands()[name], name)
    return bool(getattr(command, "takes_user", False))


def refusal(name, words, person):
    """Return the code of the refusal; "" where the command was not refused."""
    out = StringIO()
    with undone():
        try:
            call_command(
                name, *words, "--json", "--as", person.username,
                stdout=out, stderr=StringIO(),
            )  # fmt: skip
        except SystemExit as stop:
            document = json.loads(out.getvalue()) if stop.code == 2 else {}
            return document.get("error", {}).get("code", "")
    return ""


@pytest.mark.parametrize("visitor", [ANONYMOUS, "candidate"])
def test_the_back_office_lets_no_student_in(visitor, tmp_path):
    world = build_world(SimpleNamespace(), tmp_path)
    client = Client(raise_request_exception=False)
    if visitor != ANONYMOUS:
        client.force_login(getattr(world, visitor))

    let_in = []
    for name, route, pattern in walk(get_resolver()):
        if not route.startswith(FOREIGN) or name in FOREIGN_OPEN:
            continue
        address = _guess(name, pattern)
        if address is None:
            continue
        response = client.get(address, headers={"accept": "text/html"})
        if response.status_code not in {301, 302, 401, 403, 404, 405}:
            let_in.append(f"{name} {address}: {response.status_code}")

    assert let_in == []


def _guess(name, pattern):
    """Return an address with made-up arguments, None where none fits."""
    converters = getattr(pattern.pattern, "converters", {})
    values = {
        key: 1
        if type(c).__name__ == "IntConverter"
        else SAMPLES.get(type(c).__name__, "x")
        for key, c in converters.items()
    }
    for kwargs, args in (
        (values, ()),
        ({}, (1,)),
        ({}, (1, 1)),
        ({}, ("x",)),
        ({}, ()),
    ):
        try:
            return reverse(name, args=args or None, kwargs=kwargs or None)
        except Exception:  # noqa: BLE001, S112  any misfit: the next guess
            continue
    return None


SAMPLES = {
    "UUIDConverter": "00000000-0000-0000-0000-000000000001",
    "ResourceCodeConverter": "HL-ABC234",
    "FileCodeConverter": "0" * 26,
}

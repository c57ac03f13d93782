"""The endpoints do as their description in OpenAPI says, whatever schemathesis sends over a real socket."""

from base64 import b64encode
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from reif.collecting import UNREAD
from tests.cli.system import System
from tests.web.collect import served as serving
from tests.web.collect.served import Served

DESCRIPTION = Path(__file__).parents[3] / "docs" / "reference" / "collect.openapi.yaml"
SCHEMA = schemathesis.openapi.from_path(str(DESCRIPTION))
OPERATIONS = [found.ok() for found in SCHEMA.get_all_operations()]
_OF_STRANGERS = (401, 403)  # nobody can make up a signature
SLOWLY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@pytest.fixture(scope="module")
def served(fresh: System, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving.served(fresh.copied_to(tmp_path_factory.mktemp("described") / "home")) as running:
        yield running
        assert running.rows("SELECT raw FROM records_quarantined WHERE reason = ?", UNREAD) == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: f"{each.method} {each.path}")
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=lambda each: each.value)
def test_answers_are_those_described(served: Served, operation: Any, mode: GenerationMode) -> None:
    @SLOWLY
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.headers = {**(case.headers or {}), "Authorization": _basic(served.key)}
        if "{key}" in operation.path and mode is GenerationMode.POSITIVE:
            case.path_parameters = {"key": served.key}
        answer = case.call(base_url=served.host)
        case.validate_response(answer, checks=[schemathesis.checks.not_a_server_error])
        assert answer.status_code in {200, 400, *(_OF_STRANGERS if "{key}" in operation.path else ())}, answer.text
        case.validate_response(answer, checks=[_shape])

    ask()


@SLOWLY
@given(body=st.binary(max_size=200), path=st.sampled_from(["/v1/batch", "/v1/t", "/batch/", "/api/s/track"]))
def test_bytes_are_no_reason_to_fail(served: Served, body: bytes, path: str) -> None:
    connection = HTTPConnection("127.0.0.1", int(served.host.rpartition(":")[2]), timeout=30)
    connection.request("POST", path, body, {"Authorization": _basic(served.key)})
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Content-Type")) == (400, "application/json")
    connection.close()


def _shape(_context: Any, response: Any, case: Any) -> None:
    case.operation.validate_response(response)


def _basic(key: str) -> str:
    return f"Basic {b64encode(f'{key}:'.encode()).decode()}"

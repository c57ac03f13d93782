"""A Spark cluster of this machine's own: a master and two workers in processes of their own."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[1] / "src"
LIGHTLY = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"


@pytest.fixture(scope="session")
def spark_with_two_workers() -> Iterator[object]:
    """The session that the engine `spark` then finds running."""
    import pyspark
    from pyspark.sql import SparkSession

    os.environ["SPARK_HOME"] = str(Path(pyspark.__file__).parent)
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        # Half of the work of a cluster that lives for a minute is to compile what runs once: so it is done lightly.
        "spark.driver.extraJavaOptions": LIGHTLY,
        "spark.executor.extraJavaOptions": LIGHTLY,
        "spark.executorEnv.PYTHONPATH": str(SOURCES),
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.log.level": "ERROR",
    }
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("reif tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def pytest_itemcollected(item: pytest.Item) -> None:
    """All that need the cluster run in one process, so that there is one: xdist reads groups right after collecting.

    PySpark 4.1 leaves sockets to the garbage collector and calls pandas 3 in ways that pandas 4 will not know.
    """
    if "spark_with_two_workers" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.xdist_group("spark"))
        item.add_marker(pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"))
        item.add_marker(pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning"))

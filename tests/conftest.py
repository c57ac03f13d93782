"""How long Hypothesis searches: usually, on a build machine (the same cases for the same commit), and in a soak.

And what tests of several rooms share.
"""

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.spark_cluster"]

settings.register_profile(
    "usual",
    max_examples=300,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("build", parent=settings.get_profile("usual"), derandomize=True, database=None)
settings.register_profile("soak", parent=settings.get_profile("usual"), max_examples=10_000)

settings.load_profile("build" if os.environ.get("CI") else "usual")

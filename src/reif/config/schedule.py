"""Work for the machine: every kind of job, and what comes round by the clock."""

from datetime import timedelta

from reif.jobs.kinds import Kind

KINDS = {
    "publish": Kind("reif.lifecycle.publish_job", attempts=3),
    "tidy": Kind("reif.jobs.tidying.tidy", every=timedelta(days=1)),
}

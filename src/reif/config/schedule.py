"""Work for the machine: every kind of job, and what comes round by the clock."""

from datetime import timedelta

from reif.jobs.kinds import Kind

KINDS = {
    "effect": Kind("reif.score.effect_job.effect_job", attempts=2),
    "figures": Kind("reif.web.insights.figures.count_job", every=timedelta(minutes=10)),
    "forget-mail": Kind("reif.privacy.forget_mail_job", every=timedelta(days=1)),
    "forget-uploads": Kind("reif.list_importing.forget_job", every=timedelta(days=1)),
    "import-list": Kind("reif.list_importing.import_job", attempts=3),
    "mailbox": Kind("reif.mailboxes.watch_job", lease=timedelta(minutes=4), is_watch=True),
    "match": Kind("reif.merging.match_job", lease=timedelta(minutes=15), every=timedelta(days=1), attempts=2),
    "publish": Kind("reif.lifecycle.publish_job", attempts=3),
    "read-list": Kind("reif.list_importing.read_job", attempts=2),
    "rehearse-list": Kind("reif.list_importing.rehearse_job", attempts=2),
    "replay": Kind("reif.collecting.replay_job", attempts=3),
    "retention": Kind("reif.privacy.retention_job", lease=timedelta(minutes=10), every=timedelta(days=1)),
    "salts": Kind("reif.privacy.salts_job", every=timedelta(minutes=10)),
    "undo-import": Kind("reif.import_undoing.undo_job", attempts=3),
    "wipe": Kind("reif.privacy.wipe_job", lease=timedelta(hours=1), attempts=20),
    "tidy": Kind("reif.jobs.tidying.tidy", every=timedelta(days=1)),
}

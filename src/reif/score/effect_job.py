"""The job that counts what a version of the model would change."""

from reif.jobs.running import Running
from reif.records.models import ScoringModel
from reif.score._effect import Mover, Spread, effect_of


def effect_job(running: Running) -> dict[str, object]:
    """`{"model": its number in the table}` → the Effect as plain data that names nobody, and the live version then."""
    model = ScoringModel.objects.get(pk=running.arguments["model"])
    live = ScoringModel.objects.filter(state="live").first()
    found = effect_of(model.text, running.now(), lambda done, of: running.progress(done / max(of, 1)))
    effect = {
        "contacts": found.contacts,
        "changed": found.changed,
        "excluded": found.excluded,
        "before": _plain(found.before),
        "after": _plain(found.after),
        "risers": [_moved(each) for each in found.risers],
        "fallers": [_moved(each) for each in found.fallers],
    }
    return {"effect": effect, "against": live.number if live is not None else None}


def _plain(spread: Spread) -> dict[str, dict[str, int]]:
    return {
        name: {str(key): count for key, count in getattr(spread, name).items()}
        for name in ("bands", "levels", "temperatures", "grades")
    }


def _moved(mover: Mover) -> dict[str, int]:
    """By number alone: the result of a job outlives the person's data."""
    return {"contact_id": mover.contact_id, "before": mover.before, "after": mover.after}

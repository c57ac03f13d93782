"""The web application, as each web process of `reif serve` runs it: it answers once all is loaded."""

import gc

from reif.cli.parent import end_with_parent
from reif.config.wsgi import application
from reif.web.warming import warm

_LOOKED_THROUGH_AFTER = 50_000
"""New objects. A page of a long history makes tens of thousands, none of which is part of a cycle."""

end_with_parent()
warm()
# What is loaded lives on: looked through again and again it would cost some pages a tenth of a second.
gc.collect()
gc.freeze()
gc.set_threshold(_LOOKED_THROUGH_AFTER)

__all__ = ["application"]

"""The web application, as each web process of `reif serve` runs it: it answers once all is loaded."""

from reif.cli.parent import end_with_parent
from reif.config.wsgi import application
from reif.web.warming import warm

end_with_parent()
warm()

__all__ = ["application"]

"""The web application, as each web process of `reif serve` runs it."""

from reif.cli.parent import end_with_parent
from reif.config.wsgi import application

end_with_parent()

__all__ = ["application"]

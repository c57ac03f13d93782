"""The settings: of oneself, of the team, of own attributes and of the installation."""

"""How scores come about: the live model in plain words, its versions, and what another one would change."""

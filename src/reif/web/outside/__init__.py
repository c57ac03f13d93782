"""Pages for people outside: forms that they fill in, links by which they confirm and withdraw."""

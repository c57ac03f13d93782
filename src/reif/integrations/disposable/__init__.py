"""Services for e-mail addresses that are thrown away, by a list that others keep."""

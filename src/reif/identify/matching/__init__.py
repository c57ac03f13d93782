"""Which records are one person: the weights of a Fellegi–Sunter model, learned from the records themselves.

Pure: plain records in, weighed pairs and groups out.
"""

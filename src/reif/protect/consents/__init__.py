"""The ledger of consents: what people agreed to, confirmed and withdrew, and addresses that are not written to."""

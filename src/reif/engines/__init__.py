"""The scoring model at work: `stream` says what it means, `batch` does the same on any dataframe or SQL engine."""

"""Before what the tests have installed: `reif` comes without pandas, which pyarrow takes half a second to load."""

raise ImportError("pandas is not installed")

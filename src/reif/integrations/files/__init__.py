"""Files of rows: CSV, JSON lines and Parquet in, as text in Parquet; the same kinds out, whole or not at all."""

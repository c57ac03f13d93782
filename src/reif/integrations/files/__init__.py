"""Files of rows as text in Parquet: CSV, JSON lines, Parquet, Excel, vCards. Rows as files, whole or not at all."""

"""The encrypted database: files, live calls, outcomes and the key. Imports nothing by itself."""

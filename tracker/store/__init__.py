"""The only shared reads and writes of the tables: rows on one side, plain values of the engine on the other."""

"""How the reader of the taught engine is made; the desk itself needs none of it."""

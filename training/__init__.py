"""How the reader is taught; the desk itself needs none of it."""

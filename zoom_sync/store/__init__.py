"""Every table, every query, every transaction. Functions take `tx` (an open connection) and never commit."""

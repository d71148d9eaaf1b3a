"""Published question sets, read at the door: rows, forms, money and mathematics told apart."""

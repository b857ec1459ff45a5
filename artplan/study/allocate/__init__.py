"""How a budget is best divided among channels, campaigns and months."""

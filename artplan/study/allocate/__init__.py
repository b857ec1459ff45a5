"""The best division of an advertising budget among channels, campaigns and months."""

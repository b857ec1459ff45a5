"""The repeat curve of a storefront's customers, estimated from paid orders."""

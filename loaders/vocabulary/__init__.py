"""What words mean: the reference data and remembered answers, and how a text is matched to them."""

"""Files of the shapes that people really have, spoilt at random, and what the loaders make of them."""

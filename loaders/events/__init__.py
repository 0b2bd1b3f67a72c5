"""Events: what an ICB, an LMC or practices did, a row for each."""

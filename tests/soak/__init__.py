"""Long trials: a sample with the tests, full size by `make soak`."""

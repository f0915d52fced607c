"""Travel support for clubs: schemes as configuration, and the engine that assesses a case."""

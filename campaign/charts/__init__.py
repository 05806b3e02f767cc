"""Charts as pure functions: frozen data in, a Vega-Lite specification as a dictionary out. Nothing is drawn here."""

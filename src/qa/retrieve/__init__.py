"""From a query to measures with calibrated scores."""

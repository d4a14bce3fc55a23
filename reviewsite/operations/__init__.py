"""How the site itself is: probes for balancers, metrics for Prometheus, the chief's status page."""

"""EDGE. Turn saved files into a site that is built again, and shown on this computer only."""

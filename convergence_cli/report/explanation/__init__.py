"""What can be said of any item of a framework, its weights, a worked example."""

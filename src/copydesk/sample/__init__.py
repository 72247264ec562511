"""The sample newsroom: a fictional town's outlets, served over loopback."""

"""Faithful fakes of the outside world, for our tests and for yours."""

"""What holds for all tests."""

from hypothesis import settings

# No test is timed: what is slow on a busy machine is not wrong. Speed is measured in bench/.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

"""What the repository tells upwards. Ids only; who misses it can pull the same."""

from django.dispatch import Signal

# A reader has completed a material: code, student_id. Sent after commit.
resource_used = Signal()

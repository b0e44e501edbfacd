"""What has happened in exams, sent after commit; ids only.

Listeners must also manage without: everything can be pulled through ``exams.api``.
"""

from django.dispatch import Signal

results_released = Signal()  # sitting_id: results were released, or released anew
attempt_sealed = Signal()  # attempt_id, seal_version: an attempt was sealed

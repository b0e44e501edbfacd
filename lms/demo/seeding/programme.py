"""The programme of the demonstration: all subjects, and the trees that we ship."""

from pathlib import Path

import lms.curriculum
from lms.curriculum.services.nodes import import_nodes
from lms.curriculum.services.programme import import_curriculum

NODES = Path(lms.curriculum.__file__).parent / "data" / "nodes"


def make_programme() -> None:
    """Take in the 235 rows of the programme and the trees of subject-grades."""
    import_curriculum()
    for path in sorted(NODES.glob("*.csv")):
        import_nodes(path)

"""Models of the repository: pages (drafts), frozen versions, evidence."""

from library.models.evidence import ActivityEvent, Completion
from library.models.pages import (
    MAX_NODES,
    OPEN_STATES,
    DocumentPage,
    LecturePage,
    LibraryIndex,
    LinkPage,
    ResourceNode,
    ResourcePage,
    Shelf,
    SimulationPage,
    TelevisedPage,
    TextbookPage,
    VideoPage,
)
from library.models.versions import (
    ENDED_STATES,
    Decision,
    FrozenVersion,
    SearchTerm,
    VersionFile,
    VersionNode,
    VersionPart,
)

__all__ = [
    "ENDED_STATES",
    "MAX_NODES",
    "OPEN_STATES",
    "ActivityEvent",
    "Completion",
    "Decision",
    "DocumentPage",
    "FrozenVersion",
    "LecturePage",
    "LibraryIndex",
    "LinkPage",
    "ResourceNode",
    "ResourcePage",
    "SearchTerm",
    "Shelf",
    "SimulationPage",
    "TelevisedPage",
    "TextbookPage",
    "VersionFile",
    "VersionNode",
    "VersionPart",
    "VideoPage",
]

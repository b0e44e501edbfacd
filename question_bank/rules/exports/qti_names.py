"""The names of QTI 2 and 3: one vocabulary, two spellings."""

import re
from dataclasses import dataclass

_UPPER = re.compile(r"([a-z0-9])([A-Z])")


@dataclass(frozen=True)
class Dialect:
    """One version of QTI."""

    number: str
    namespace: str
    schema: str
    resource: str
    templates: str
    is_three: bool = False

    def tag(self, name: str) -> str:
        """Return an element's name: assessmentItem -> qti-assessment-item in 3.0."""
        own = f"qti-{_kebab(name)}" if self.is_three else name
        return f"{{{self.namespace}}}{own}"

    def attribute(self, name: str) -> str:
        """Return an attribute's name: baseType -> base-type in 3.0."""
        return _kebab(name) if self.is_three else name

    def template(self, name: str) -> str:
        """Return the address of a standard response processing template."""
        return f"{self.templates}{name}{'.xml' if self.is_three else ''}"


def _kebab(name: str) -> str:
    return _UPPER.sub(r"\1-\2", name).lower()


VERSIONS = {
    "qti21": Dialect(
        "2.1",
        "http://www.imsglobal.org/xsd/imsqti_v2p1",
        "QTIv2.1 Package",
        "imsqti_item_xmlv2p1",
        "http://www.imsglobal.org/question/qti_v2p1/rptemplates/",
    ),
    "qti22": Dialect(
        "2.2",
        "http://www.imsglobal.org/xsd/imsqti_v2p2",
        "QTIv2.2 Package",
        "imsqti_item_xmlv2p2",
        "http://www.imsglobal.org/question/qti_v2p2/rptemplates/",
    ),
    "qti30": Dialect(
        "3.0.0",
        "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
        "QTI Package",
        "imsqti_item_xmlv3p0",
        "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
        is_three=True,
    ),
}

"""What the keys of the bank Toán 10 must be, computed from the numbers of the items.

Kinds of entry: text = the right option; number = a typed answer; tuple = truth of
a), b), c), d); function = holds for the right options and no other; list = order;
dict = pairs or gaps; set = what the marking guide of an essay must contain.
"""

from tests.content import answers_mat10_first as first
from tests.content import answers_mat10_second as second

COMPUTED = first.ALL | second.ALL

# Definitions, theorems and wordings: read twice against the programme, not computed.
PROOFREAD = {
    "C1-01", "C1-02", "C1-03", "C1-04", "C1-05", "C1-07", "C1-14", "CM-02",
    "MA-03", "C1-16", "C1-20", "OR-02", "C1-23", "C1-25", "C1-26", "C1-30",
    "C1-31", "C1-32", "C1-33", "C1-34", "C1-35", "ES-02", "C1-49", "OR-03",
    "C1-51", "C1-52", "MA-01", "OR-01", "C1-69", "MA-02", "TF-23", "ES-10",
}  # fmt: skip

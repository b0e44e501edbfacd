"""The grammar of Vietnamese exam papers, whatever program wrote them."""

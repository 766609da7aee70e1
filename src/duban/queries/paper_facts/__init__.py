"""Facts for papers 文书取数: what the record behind a paper says, and which papers can be made of it now."""

from duban.queries.paper_facts.common import Source
from duban.queries.paper_facts.sources import source

__all__ = ["Source", "source"]

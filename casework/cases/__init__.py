"""Cases: from a report and its declaration to two strands decided (一案双查).

Rules kept here:
- A case stands on findings held against every declaration version they name (四(四): 与本人申报的情况相对照).
- A discrepancy counts only when two people have confirmed it; then both strands open, the declarant's and
  the countersigner's of record, and each ends only by a reasoned decision after the person was heard.
- Intake, verification and trial are in different hands; whoever is concerned decides nothing.
- Who a case is about is sealed; the edges to persons and units are tags. States, dates and counts are clear.
"""

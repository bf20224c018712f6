"""The views through which intelligence is read: rows of visible labels, nothing else.

They are temporary and belong to the read connection. `scope(label_id)` and
`viewer(account_id)` are filled for each look; a query that forgets the filter cannot be
written, because it has no other table to name.
"""

from __future__ import annotations

from django.apps import apps
from django.db.models import ForeignKey

_STANDS_ON = """
SELECT x.item_id, x.kind, x.uid, x.number FROM (
    SELECT s.item_id, 'statement' AS kind, s.uid, '' AS number FROM statement s
    UNION
    SELECT s.item_id, 'finding', a.uid, a.number FROM analysis_basis b
    JOIN statement s ON s.id = b.statement_id JOIN analysis a ON a.id = b.analysis_id
    UNION
    SELECT s.item_id, 'product', p.uid, p.number FROM product_basis b
    JOIN statement s ON s.id = b.statement_id JOIN product p ON p.id = b.product_id
    UNION
    SELECT s.item_id, 'release', r.uid, r.number FROM product_basis b
    JOIN statement s ON s.id = b.statement_id JOIN release r ON r.product_id = b.product_id
    UNION
    SELECT i.id, 'parcel', p.uid, p.addressee FROM parcel_report q
    JOIN parcel p ON p.id = q.parcel_id AND p.direction = 'out'
    JOIN report w ON w.uid = q.report_uid JOIN item i ON i.report_id = w.id
    UNION
    SELECT c.item_id, 'grade', g.uid, w.number FROM corroboration c
    JOIN evaluation e ON e.id = c.evaluation_id JOIN item g ON g.evaluation_id = e.id
    JOIN report w ON w.id = g.report_id
) x WHERE EXISTS (
    SELECT 1 FROM account a WHERE a.id = (SELECT account_id FROM viewer)
    AND (CAST(a.roles AS text) LIKE '%"evaluator"%' OR CAST(a.roles AS text) LIKE '%"oversight"%')
)
"""

_REVIEWED = (
    "SELECT l.id FROM label l JOIN account a ON a.id = (SELECT account_id FROM viewer) "
    "JOIN agency g ON g.id = a.agency_id AND g.code = l.originator "
    "WHERE l.stage IN ('intake', 'kept') AND CAST(a.roles AS text) LIKE '%\"evaluator\"%' "
    "AND (l.stage = 'intake' OR l.level <= a.clearance)"
)

EXTRA: dict[str, str] = {
    # What a person wrote is theirs to see, whatever the purpose.
    "v_own_report": "SELECT * FROM report WHERE author_id = (SELECT account_id FROM viewer)",
    "v_own_item": (
        "SELECT * FROM item WHERE report_id IN "
        "(SELECT id FROM report WHERE author_id = (SELECT account_id FROM viewer))"
    ),
    # Why one's own report was returned or refused, and how it was graded.
    "v_own_evaluation": (
        "SELECT * FROM evaluation WHERE item_id IN (SELECT i.id FROM item i "
        "JOIN report r ON r.id = i.report_id "
        "WHERE r.author_id = (SELECT account_id FROM viewer))"
    ),
    # The cases one belongs to: working in one of them is what gives the purpose.
    "v_own_case": (
        "SELECT * FROM case_file WHERE state = 'open' AND (head_id = (SELECT account_id FROM "
        "viewer) OR id IN (SELECT case_id FROM case_member WHERE account_id = "
        "(SELECT account_id FROM viewer)))"
    ),
    # What one's unit is asked: the inbox of its officers, with the question that the task serves.
    "v_own_task": (
        "SELECT t.id, t.uid, t.asked, t.due_at, t.state, t.label_id, r.id AS requirement_id, "
        "r.uid AS requirement_uid, r.number AS requirement_number, r.state AS requirement_state, "
        "r.question, r.why, r.indicators, r.legal_basis, r.priority, c.id AS case_id, "
        "c.uid AS case_uid, c.operation, p.full_name AS asked_by, p.unit AS asked_by_unit "
        "FROM task t JOIN requirement r ON r.id = t.requirement_id "
        "JOIN account p ON p.id = t.by_id JOIN case_file c ON c.id = r.case_id "
        "JOIN account a ON a.agency_id = t.agency_id AND a.unit = t.unit "
        "WHERE a.id = (SELECT account_id FROM viewer) "
        "AND CAST(a.roles AS TEXT) LIKE '%%\"officer\"%%'"
    ),
    # Copies released to a person by name are theirs to read, whatever the purpose.
    "v_own_release": "SELECT * FROM release WHERE recipient_id = (SELECT account_id FROM viewer)",
    "v_own_copy": "SELECT * FROM product WHERE id IN (SELECT product_id FROM v_own_release)",
    "v_own_copy_approval": (
        "SELECT * FROM approval WHERE id IN (SELECT approval_id FROM v_own_release)"
    ),
    "v_own_answer": "SELECT * FROM outcome WHERE by_id = (SELECT account_id FROM viewer)",
    # Whoever reads a product must learn that its ground moved: state and time, never the text.
    "v_ground": (
        "SELECT p.uid AS product, s.uid AS statement, i.state AS item_state, e.uid AS evaluation, "
        "e.at AS evaluated_at, CASE WHEN s.ended_by_id IS NOT NULL AND s.ended_by_id IN (SELECT "
        "id FROM label WHERE stage = 'kept') THEN 1 ELSE 0 END AS ended, "
        "CASE WHEN s.superseded_by_id IS NULL THEN 0 ELSE 1 END AS corrected "
        "FROM product_basis b JOIN product p ON p.id = b.product_id "
        "JOIN statement s ON s.id = b.statement_id JOIN item i ON i.id = s.item_id "
        "LEFT JOIN evaluation e ON e.id = i.evaluation_id WHERE b.product_id IN "
        "(SELECT id FROM v_product UNION SELECT product_id FROM v_own_release)"
    ),
    "v_ground_finding": (
        "SELECT p.uid AS product, f.mark FROM product_finding f "
        "JOIN product p ON p.id = f.product_id JOIN analysis a ON a.id = f.analysis_id "
        "WHERE a.state = 'superseded' AND f.product_id IN "
        "(SELECT id FROM v_product UNION SELECT product_id FROM v_own_release)"
    ),
    # Who has seen mine: copies that cite an item of one's own report; abroad only the unit.
    "v_own_glance": (
        "SELECT DISTINCT o.number AS report, i.seq, r.number, r.copy, "
        "r.recipient_agency AS agency, r.recipient_unit AS unit, "
        "CASE WHEN r.recipient_node = '' THEN r.recipient_name ELSE '' END AS name, "
        "r.at, r.opened_at, r.recalled_at FROM report o JOIN item i ON i.report_id = o.id "
        "JOIN statement s ON s.item_id = i.id JOIN product_basis b ON b.statement_id = s.id "
        "JOIN release r ON r.product_id = b.product_id "
        "WHERE o.author_id = (SELECT account_id FROM viewer)"
    ),
    # Evaluators have read every report of their agency: what is kept stays open to their review,
    # or a repeat could not be seen and a refutation not be made. No one else's view.
    **{
        f"v_reviewed_{table}": f"SELECT * FROM {table} WHERE label_id IN ({_REVIEWED})"  # noqa: S608 – both are ours
        for table in ("report", "item", "evaluation", "origin_join", "sanitising", "corroboration")
    },
    # What falls with an item: numbers and ids, never a text. For whoever refutes or oversees.
    "v_stands_on": _STANDS_ON,
}
"""Views beside the label's: each says why it may show what it shows."""

_ENDED = (
    ", CASE WHEN t.ended_by_id IS NOT NULL AND t.ended_by_id IN "
    "(SELECT id FROM label WHERE stage = 'kept') THEN 1 ELSE 0 END AS ended"
)
_SEEN = {
    "sqlite": "t.label_id IN (SELECT label_id FROM scope)",
    # ANY over a setting, not a join: the planner then always starts from the label's index.
    # A setting that was never made is an error, an emptied one shows nothing: fails closed.
    "postgresql": (
        # A sub-select, so that the planner sees one value and not three hundred constants.
        "t.label_id = ANY ((SELECT string_to_array("
        "current_setting('khabar.scope'), ',')::bigint[])::bigint[])"
    ),
}
_GROUND = {
    "sqlite": (
        "CREATE TEMP TABLE IF NOT EXISTS scope (label_id INTEGER PRIMARY KEY)",
        "CREATE TEMP TABLE IF NOT EXISTS viewer (account_id INTEGER)",
    ),
    "postgresql": (
        "CREATE TEMP VIEW scope AS SELECT unnest(string_to_array("
        "current_setting('khabar.scope'), ',')::bigint[]) AS label_id",
        "CREATE TEMP VIEW viewer AS "
        "SELECT nullif(current_setting('khabar.viewer'), '')::bigint AS account_id",
    ),
}


def labelled_tables() -> list[str]:
    """Every table of ours with a `label`, sorted by name."""
    return sorted(
        model._meta.db_table
        for model in apps.get_app_config("storage").get_models()
        if any(
            isinstance(column, ForeignKey) and column.name == "label"
            for column in model._meta.get_fields()
        )
    )


def definitions(vendor: str) -> list[str]:
    """The statements that lay the views on a fresh connection of "sqlite" or "postgresql"."""
    scoped = [
        f"CREATE TEMP VIEW v_{table} AS SELECT t.*{_ENDED if table == 'statement' else ''} "  # noqa: S608 – names come from our own models
        f"FROM {table} t WHERE {_SEEN[vendor]}"
        for table in labelled_tables()
    ]
    extra = [f"CREATE TEMP VIEW {name} AS {select}" for name, select in EXTRA.items()]
    return [*_GROUND[vendor], *scoped, *extra]

"""Guards 守护: row security, the trail and the state moves on every table, from the first day on."""

from __future__ import annotations

from pathlib import Path

from django.db import migrations

CASEWORK = (
    "acceptance",
    "acceptance_signoff",
    "capacity_item",
    "card",
    "card_hazard",
    "certificate",
    "closure_request",
    "completion_report",
    "decline",
    "delivery",
    "document_number",
    "evidence",
    "evidence_link",
    "exit_deed",
    "exit_return",
    "extension",
    "grave_accident",
    "hazard",
    "implementation_proof",
    "import_batch",
    "inspection",
    "inspection_expert",
    "inspection_officer",
    "inspection_plan",
    "ledger_entry",
    "ledger_opinion",
    "measure_hazard",
    "non_compliance",
    "on_site_measure",
    "order_item",
    "penalty_decision",
    "penalty_hazard",
    "person",
    "plan_item",
    "plan_item_expert",
    "plan_item_officer",
    "power_cut",
    "public_notice",
    "rectification_order",
    "referral",
    "reinspection",
    "reinspection_outcome",
    "resumption",
    "safety_profile",
    "site",
    "submission",
    "supervision_listing",
    "treatment_plan",
    "unapproved_activity",
    "urging",
)
SHARED = "id in (select s.enterprise_id from share s where s.agency = any ((select scope_reads())::text[]))"
# Nobody has a scope before login: one account is shown to the transaction that names it.
LOGIN = "username = current_setting('app.login', true) or id::text = current_setting('app.user', true)"
# A projection is refreshed by whoever records a fact of the enterprise, also where it stands in another's ledger.
REFRESHABLE = """home_agency = any ((select scope_reads())::text[]) or enterprise_id in
    (select s.enterprise_id from share s where s.agency = any ((select scope_reads())::text[]))"""

# Read by every agency, as law is; written by the acting agency. ``agency`` has no home: a unit is its own.
COMMON = {
    "agency": ("code", "parent_id = any ((select scope_writes())::text[]) or code = any ((select scope_writes())::text[])"),
    "article_confirmation": ("id", "home_agency = any ((select scope_writes())::text[])"),
    "calendar_edit": ("id", "home_agency = any ((select scope_writes())::text[])"),
    "campaign_version": ("id", "agency_id = any ((select scope_writes())::text[])"),
}

TRAIL = """
alter table change add constraint change_of_deed foreign key (home_agency, deed_id)
    references deed (home_agency, id) deferrable initially deferred;
create trigger append_only before update or delete on deed for each row execute function forbid_change();
create trigger append_only before update or delete on change for each row execute function forbid_change();
create trigger keep_all before truncate on deed execute function forbid_truncate();
create trigger keep_all before truncate on change execute function forbid_truncate();
revoke insert, update, delete, truncate on deed, change, chain_head, legal_move from duban_app, duban_jobs;
revoke all on enterprise_identity from duban_app, duban_jobs;
select secure_table('deed'), secure_table('change');
alter table chain_head enable row level security;
alter table chain_head force row level security;
create policy owner_all on chain_head to duban_owner using (true) with check (true);
create policy scope_select on chain_head for select to duban_app, duban_jobs
    using (agency = any ((select scope_reads())::text[]));
alter table enterprise_identity enable row level security;
alter table enterprise_identity force row level security;
create policy owner_all on enterprise_identity to duban_owner using (true) with check (true);
create trigger note_identity_insert after insert on enterprise referencing new table as new_rows
    for each statement execute function note_identity();
create trigger note_identity_update after update on enterprise referencing new table as new_rows
    for each statement execute function note_identity();
"""


def statements() -> str:
    """All guards as one script; the functions come from ``records/sql/guards.sql``."""
    functions = (Path(__file__).parent.parent / "sql" / "guards.sql").read_text(encoding="utf-8")
    calls = [f"select guard_table('{relation}');" for relation in CASEWORK]
    calls.append(f"select guard_table('enterprise', $${SHARED}$$);")
    calls.append(f"select guard_table('account', $${LOGIN}$$, 'password');")
    calls.append("select guard_table('share', $$agency = any ((select scope_reads())::text[])$$);")
    calls.append("select secure_table('import_row');")  # staging; the batch's deed holds its digest
    calls.append(f"select secure_table('standing', null, $${REFRESHABLE}$$);")  # a projection, no fact
    calls += [_common(relation, pk, writable) for relation, (pk, writable) in COMMON.items()]
    return "\n".join([functions, *calls, TRAIL])


def _common(relation: str, pk: str, writable: str) -> str:
    return f"""
        alter table {relation} enable row level security;
        alter table {relation} force row level security;
        create policy owner_all on {relation} to duban_owner using (true) with check (true);
        create policy all_select on {relation} for select to duban_app, duban_jobs using (true);
        create policy scope_insert on {relation} for insert to duban_app, duban_jobs with check ({writable});
        create policy scope_update on {relation} for update to duban_app, duban_jobs
            using ({writable}) with check ({writable});
        select trail_table('{relation}', '{pk}');
    """


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunSQL(statements(), migrations.RunSQL.noop)]

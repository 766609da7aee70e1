"""A due day before the day of the order 指令书 is refused, though the two stand in two tables."""

from __future__ import annotations

from django.db import migrations

FORWARD = """
create function due_after_issue() returns trigger language plpgsql as $$
declare
    early record;
begin
    select i.due_on, o.issued_on into early
    from rectification_order o join order_item i on i.order_id = o.id and i.voided_on is null
    where o.id = case tg_table_name when 'order_item' then (to_jsonb(new) ->> 'order_id')::uuid else new.id end
      and i.due_on < o.issued_on
    limit 1;
    if found then
        raise exception '整改期限 % 早于指令书签发日期 %', early.due_on, early.issued_on using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger due_after_issue after insert or update of due_on, order_id, voided_on on order_item
    for each row execute function due_after_issue();
create trigger due_after_issue after update of issued_on on rectification_order
    for each row when (new.issued_on is distinct from old.issued_on) execute function due_after_issue();
"""
BACK = """
drop trigger due_after_issue on rectification_order;
drop trigger due_after_issue on order_item;
drop function due_after_issue();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0005_ledger_import")]
    operations = [migrations.RunSQL(FORWARD, BACK)]

-- Guards 守护: what no code above the database can leave out. Run by the owner, again unharmed; ``guard_table`` is
-- called once for every table with an agency. SQL floor: PostgreSQL 15.
--
-- Writers may make temporary tables (the ledger import copies into them). Therefore every function that names a table
-- pins its search path with ``pg_temp`` last, or a temporary table of the same name would stand in for the real one;
-- and nobody but the owner may execute a trigger function, or it could be hung on a temporary table with columns of a
-- type whose casts are the attacker's own, and would run them as owner.

-- The scope of a transaction: agencies whose rows may be read, and those whose rows may be written.
-- A setting that was never set is NULL, one that was set and reset is '': both mean "nothing".
create or replace function scope_reads() returns text[] language sql stable parallel safe as
$$ select coalesce(string_to_array(nullif(current_setting('app.reads', true), ''), ','), '{}') $$;

create or replace function scope_writes() returns text[] language sql stable parallel safe as
$$ select coalesce(string_to_array(nullif(current_setting('app.writes', true), ''), ','), '{}') $$;

-- Deeds that have changes. A deferred foreign key refuses the commit when the deed row, which is written last, never
-- came: one key a deed, for a key of every change would be looked up change by change.
create table if not exists opened_deed (
    home_agency varchar(32) not null,
    deed_id uuid not null,
    primary key (home_agency, deed_id)
);

-- Every write must belong to an open deed 操作留痕, also one by raw SQL, a bulk update or COPY.
create or replace function trail_note() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    open_deed uuid := nullif(current_setting('app.deed', true), '')::uuid;
    acting text := nullif(current_setting('app.deed_agency', true), '');
    pk text := coalesce(tg_argv[0], 'id');
    plain text := case when tg_argv[1] is null then 'row_to_json(%s)::text'
                       else format('(to_jsonb(%%s) - %L)::text', tg_argv[1]) end;  -- a column that no trail may hold
    touched boolean;
begin
    if tg_op = 'DELETE' then
        select exists (select 1 from old_rows) into touched;
    else
        select exists (select 1 from new_rows) into touched;
    end if;
    if not touched then
        return null;
    end if;
    if open_deed is null or acting is null then
        raise exception 'no open deed: % on % must be done through an action', tg_op, tg_table_name
            using errcode = 'insufficient_privilege';
    end if;
    -- A deed is closed once it stands in the chain. Who uses its id at the same moment waits here for the other.
    perform pg_advisory_xact_lock(hashtextextended(open_deed::text, 1));
    if exists (select 1 from deed d where d.id = open_deed) then
        raise exception '编号 % 的办理已经登记，不能再写入', open_deed using errcode = 'unique_violation';
    end if;
    insert into opened_deed (home_agency, deed_id) values (acting, open_deed) on conflict do nothing;
    if tg_op = 'INSERT' then
        execute format('insert into change (deed_id, home_agency, relation, row_pk, before, after)
                        select $1, $2, $3, n.%I::text, null, ' || format(plain, 'n') || ' from new_rows n', pk)
            using open_deed, acting, tg_table_name;
    elsif tg_op = 'UPDATE' then
        execute format('insert into change (deed_id, home_agency, relation, row_pk, before, after)
                        select $1, $2, $3, n.%1$I::text, ' || format(plain, 'o') || ', ' || format(plain, 'n') || '
                        from new_rows n join old_rows o on o.%1$I = n.%1$I', pk)
            using open_deed, acting, tg_table_name;
    else
        execute format('insert into change (deed_id, home_agency, relation, row_pk, before, after)
                        select $1, $2, $3, o.%I::text, ' || format(plain, 'o') || ', null from old_rows o', pk)
            using open_deed, acting, tg_table_name;
    end if;
    return null;
end $$;

-- What new rows name must exist: a foreign key that is looked up once a statement, for staging rows that come by the
-- hundred thousand. Arguments: column, table and key, again and again.
create or replace function names_exist() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    missing text;
begin
    for place in 0 .. tg_nargs - 1 by 3 loop
        execute format('select n.%1$I::text from new_rows n
                        where n.%1$I is not null and not exists (select from %2$I t where t.%3$I = n.%1$I) limit 1',
                       tg_argv[place], tg_argv[place + 1], tg_argv[place + 2]) into missing;
        if missing is not null then
            raise exception '% names no %: %', tg_table_name, tg_argv[place + 1], missing
                using errcode = 'foreign_key_violation';
        end if;
    end loop;
    return null;
end $$;

create or replace function forbid_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'insufficient_privilege';
end $$;

create or replace function forbid_truncate() returns trigger language plpgsql as $$
begin
    raise exception '% keeps its history: TRUNCATE refused', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create or replace function keep_home_agency() returns trigger language plpgsql as $$
begin
    raise exception 'home_agency of % is immutable', tg_table_name using errcode = 'check_violation';
end $$;

-- The legal moves 状态变更 of every noun, filled from the domain's tables by ``sync_moves``.
create table if not exists legal_move (
    relation text not null,
    source text not null,
    target text not null,
    primary key (relation, source, target)
);

create or replace function check_move() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if not exists (
        select 1 from legal_move m
        where m.relation = tg_table_name and m.source = old.state and m.target = new.state
    ) then
        raise exception 'illegal move of %: % -> %', tg_table_name, old.state, new.state
            using errcode = 'check_violation';
    end if;
    return new;
end $$;

-- Only who may read an enterprise may let others read it: foreign keys look past row security, so that a unit could
-- share a stranger's enterprise with itself. Runs as the writer, under row security.
create or replace function share_what_is_seen() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if not exists (select 1 from enterprise e where e.id = new.enterprise_id) then
        raise exception 'an enterprise out of scope cannot be shared' using errcode = 'insufficient_privilege';
    end if;
    return new;
end $$;

-- Row security for one table: rows are read in the scope's agencies, and tables of facts also by agencies with
-- which the enterprise was shared (a plant that moved to another district keeps its history). ``also`` widens
-- reading, ``writable`` replaces the rule for writing where a table has one of its own.
create or replace function secure_table(
    relation text, also text default null, writable text default 'home_agency = any ((select scope_writes())::text[])'
) returns void language plpgsql as $$
declare
    columns text[] := (select array_agg(attname::text) from pg_attribute
                       where attrelid = relation::regclass and attnum > 0 and not attisdropped);
    readable text := 'home_agency = any ((select scope_reads())::text[])' || coalesce(' or ' || also, '');
begin
    if 'enterprise_id' = any (columns) and relation <> 'share' then
        readable := readable || ' or enterprise_id in
            (select s.enterprise_id from share s where s.agency = any ((select scope_reads())::text[]))';
    end if;
    execute format('alter table %I enable row level security', relation);
    execute format('alter table %I force row level security', relation);
    execute format('create policy owner_all on %I to duban_owner using (true) with check (true)', relation);
    execute format('create policy scope_select on %I for select to duban_app, duban_jobs using (%s)',
                   relation, readable);
    execute format('create policy scope_insert on %I for insert to duban_app, duban_jobs with check (%s)',
                   relation, writable);
    execute format('create policy scope_update on %1$I for update to duban_app, duban_jobs
                    using (%2$s) with check (%2$s)', relation, writable);
    execute format('create policy scope_delete on %I for delete to duban_app, duban_jobs using (%s)',
                   relation, writable);
end $$;

-- Row security, trail, immutable home and legal moves: what every table of casework has.
create or replace function guard_table(relation text, also text default null, masked text default null)
returns void language plpgsql as $$
begin
    perform secure_table(relation, also);
    perform trail_table(relation, 'id', masked);
    execute format('create trigger keep_home_agency before update of home_agency on %I for each row
                    when (old.home_agency is distinct from new.home_agency)
                    execute function keep_home_agency()', relation);
    if exists (select 1 from pg_attribute where attrelid = relation::regclass and attname = 'state') then
        execute format('create trigger check_move before update of state on %I for each row
                        when (old.state is distinct from new.state) execute function check_move()', relation);
    end if;
end $$;

create or replace function trail_table(relation text, pk text, masked text default null) returns void
language plpgsql as $$
declare
    noting text := format('execute function trail_note(%L', pk)
        || case when masked is null then ')' else format(', %L)', masked) end;  -- format() writes NULL for a null
begin
    execute format('create trigger trail_insert after insert on %I
                    referencing new table as new_rows for each statement ', relation) || noting;
    execute format('create trigger trail_update after update on %I
                    referencing old table as old_rows new table as new_rows for each statement ', relation) || noting;
    execute format('create trigger trail_delete after delete on %I
                    referencing old table as old_rows for each statement ', relation) || noting;
    execute format('create trigger forbid_truncate before truncate on %I
                    execute function forbid_truncate()', relation);
end $$;

-- Into a chain writes who may write the agency's rows.
create or replace function require_writable(acting text) returns void language plpgsql as $$
begin
    if acting is null or acting <> all (scope_writes()) then
        raise exception 'the chain of % is out of scope', acting using errcode = 'insufficient_privilege';
    end if;
end $$;

-- The chain of an agency. ``lock_chain`` is the last lock that a transaction takes, so writers do not wait
-- for each other's work, only for each other's commit.
create or replace function lock_chain(acting text, out seq bigint, out mac text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform require_writable(acting);
    insert into chain_head (agency, seq, mac) values (acting, 0, '') on conflict (agency) do nothing;
    select h.seq, h.mac into seq, mac from chain_head h where h.agency = acting for update;
end $$;

create or replace function append_deed(
    acting text, deed uuid, number bigint, deed_name text, deed_on date, deed_at timestamptz, actor uuid,
    deed_channel text, canonical_text text, deed_mac text
) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform require_writable(acting);
    if nullif(current_setting('app.deed', true), '')::uuid is distinct from deed
        or current_setting('app.deed_agency', true) is distinct from acting then
        raise exception 'append_deed for a deed that is not open' using errcode = 'insufficient_privilege';
    end if;
    update chain_head h set seq = number, mac = deed_mac where h.agency = acting and h.seq = number - 1;
    if not found then
        raise exception 'the chain of % moved on', acting using errcode = 'serialization_failure';
    end if;
    insert into deed (home_agency, id, seq, name, "on", "at", by_id, channel, canonical, mac)
    values (acting, deed, number, deed_name, deed_on, deed_at, actor, deed_channel, canonical_text, deed_mac);
end $$;

-- One credit code, one enterprise, in the whole country: a unique check that sees past row security and says
-- only that another unit has it.
create or replace function note_identity() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    taken text;
begin
    select n.credit_code into taken
    from new_rows n join enterprise_identity i on i.credit_code = n.credit_code and i.enterprise_id <> n.id
    limit 1;
    if taken is not null then
        raise exception 'credit code % is registered with another unit', taken using errcode = 'unique_violation';
    end if;
    delete from enterprise_identity i using new_rows n
        where i.enterprise_id = n.id and i.credit_code is distinct from n.credit_code;
    insert into enterprise_identity (credit_code, enterprise_id, home_agency)
        select n.credit_code, n.id, n.home_agency from new_rows n
        where n.credit_code is not null
          and not exists (select 1 from enterprise_identity i where i.enterprise_id = n.id);
    return null;
end $$;

-- Whether a credit code is free: 'free', 'own' (readable in this scope) or 'other'.
create or replace function identity_of(code text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce((
        select case when i.home_agency = any (scope_reads()) then 'own' else 'other' end
        from enterprise_identity i where i.credit_code = code), 'free')
$$;

-- Storycut's ledger: who may spend, exactly. Money changes in `reserve` and `note` alone, each of which is one
-- transaction. What a record means is known to Storycut, not to the database: it keeps the records, the sums, and two walls
-- that hold whatever a program does (`one_live`, `one_owner`).

create schema storycut;

-- Amounts are millionths of a US dollar.
create table storycut.budget(
  name       text primary key,
  cap        bigint check (cap >= 0),
  committed  bigint not null default 0
);

create table storycut.film(
  project    text not null,
  name       text not null,
  committed  bigint not null default 0,
  primary key (project, name)
);

-- What can be asked for. Its row is locked while anything about it is decided.
create table storycut.request(
  fingerprint  text primary key,
  -- The number of its last record.
  last         bigint not null default 0
);

create table storycut.attempt(
  id           text primary key,
  fingerprint  text not null references storycut.request,
  project      text not null,
  film         text not null,
  budgets      text[] not null,
  -- Where it was submitted: ids mean nothing elsewhere.
  place        text not null,
  -- A hash of its prompt.
  words        text not null,
  committed    bigint not null,
  state        text not null check (state in ('open', 'accepted', 'stray', 'made', 'failed', 'lost', 'released')),
  remote       text,
  since        timestamptz not null default clock_timestamp(),
  foreign key (project, film) references storycut.film
);
-- One submission of a request is under way at most.
create unique index one_live on storycut.attempt(fingerprint) where state in ('open', 'accepted');
-- A job belongs to one attempt.
create unique index one_owner on storycut.attempt(place, remote);
create index attempt_elsewhere on storycut.attempt(place, since);
create index attempt_unresolved on storycut.attempt(state) where state in ('open', 'lost', 'stray');

-- The journal: the same records as on one machine, so the same code reads them.
create table storycut.record(
  seq          bigint generated always as identity primary key,
  t            timestamptz not null default clock_timestamp(),
  project      text not null,
  fingerprint  text,
  attempt      text,
  body         jsonb not null
);
create index record_project on storycut.record(project, seq);
create index record_fingerprint on storycut.record(fingerprint, seq) where fingerprint is not null;

-- When the next submission may be sent, and until when an account is paused.
create table storycut.pace(
  place  text not null,
  kind   text not null,
  next   timestamptz not null default '-infinity',
  primary key (place, kind)
);

-- Tests replace it.
create function storycut.now() returns timestamptz language sql volatile
  as $$ select clock_timestamp() $$;

create function storycut.ms(moment timestamptz) returns float8 language sql immutable
  as $$ select extract(epoch from moment)::float8 * 1000 $$;

-- The names in sorted order are locked in that order, so that no two wait for each other.
create function storycut.commit_to(names text[], amount bigint) returns text language plpgsql as $$
declare one text; there storycut.budget;
begin
  for one in select unnest(names) order by 1 loop
    insert into storycut.budget(name) values (one) on conflict do nothing;
    select * into there from storycut.budget where name = one for update;
    if amount > 0 and there.committed + amount > there.cap then return one; end if;
    update storycut.budget set committed = committed + amount where name = one;
  end loop;
  return null;
end $$;

/* What an intent reserves, and the intent. Of `ask`: intent, project, names (of the film), cap (or null), price, place,
 * words, last (the number of the last record that the caller knows of the request).
 * The answer's kind: reserved (seq, t), changed (there is something that the caller doesn't know),
 * over-cap (committed), over-budget (budget, cap, committed). Asking again for the same attempt changes nothing. */
create function storycut.reserve(ask jsonb) returns jsonb language plpgsql as $$
declare
  intent jsonb := ask->'intent';
  attempt_ text := intent->>'attempt';
  fingerprint_ text := intent->>'fingerprint';
  price bigint := (ask->>'price')::bigint;
  names text[] := array(select jsonb_array_elements_text(ask->'names') order by 1);
  now_ timestamptz;
  budgets_ text[];
  known bigint;
  spent bigint;
  full_ text;
  there storycut.record;
begin
  insert into storycut.request(fingerprint) values (fingerprint_) on conflict do nothing;
  select last into known from storycut.request where fingerprint = fingerprint_ for update;
  select * into there from storycut.record where attempt = attempt_ and body->>'type' = 'intent' and fingerprint = fingerprint_;
  if found then
    return jsonb_build_object('kind', 'reserved', 'seq', there.seq, 't', storycut.ms(there.t));
  end if;
  if known <> (ask->>'last')::bigint then
    return jsonb_build_object('kind', 'changed');
  end if;

  insert into storycut.film(project, name) select ask->>'project', unnest(names) on conflict do nothing;
  perform 1 from storycut.film where project = ask->>'project' and name = any(names) order by name for update;
  select coalesce(sum(committed), 0) into spent from storycut.film where project = ask->>'project' and name = any(names);
  if spent + price > (ask->>'cap')::bigint then
    return jsonb_build_object('kind', 'over-cap', 'committed', spent);
  end if;
  now_ := storycut.now();
  budgets_ := array['studio', 'project ' || split_part(ask->>'project', '/', 1), 'month ' || to_char(now_ at time zone 'utc', 'YYYY-MM')];
  full_ := storycut.commit_to(budgets_, price);
  if full_ is not null then
    -- Undoes what was added to the budgets before it.
    raise exception using errcode = 'SC001', message = full_;
  end if;
  update storycut.film set committed = committed + price where project = ask->>'project' and name = intent->>'storyboard';

  insert into storycut.attempt(id, fingerprint, project, film, budgets, place, words, committed, state, since)
    values (attempt_, fingerprint_, ask->>'project', intent->>'storyboard', budgets_, ask->>'place', ask->>'words', price, 'open', now_);
  insert into storycut.record(t, project, fingerprint, attempt, body)
    values (now_, ask->>'project', fingerprint_, attempt_, intent) returning seq into known;
  update storycut.request set last = known where fingerprint = fingerprint_;
  return jsonb_build_object('kind', 'reserved', 'seq', known, 't', storycut.ms(now_));
exception when sqlstate 'SC001' then
  return (select jsonb_build_object('kind', 'over-budget', 'budget', name, 'cap', cap, 'committed', committed)
          from storycut.budget where name = sqlerrm);
end $$;

/* A record about an attempt, and what the attempt is after it. Of `ask`: body, last, state, committed, remote (or null).
 * The answer's kind: noted (seq, t), changed, owned (another attempt has that job). */
create function storycut.note(ask jsonb) returns jsonb language plpgsql as $$
declare
  before storycut.attempt;
  known bigint;
  now_ timestamptz;
  wall text;
begin
  select * into before from storycut.attempt where id = ask->'body'->>'attempt';
  if not found then raise exception 'The ledger has no attempt %.', ask->'body'->>'attempt'; end if;
  select last into known from storycut.request where fingerprint = before.fingerprint for update;
  if known <> (ask->>'last')::bigint then
    return jsonb_build_object('kind', 'changed');
  end if;
  select * into before from storycut.attempt where id = before.id;
  now_ := storycut.now();
  begin
    update storycut.attempt
      set state = ask->>'state', committed = (ask->>'committed')::bigint, remote = coalesce(ask->>'remote', remote)
      where id = before.id;
  exception when unique_violation then
    get stacked diagnostics wall = constraint_name;
    if wall <> 'one_owner' then raise; end if;
    return jsonb_build_object('kind', 'owned');
  end;
  if before.committed <> (ask->>'committed')::bigint then
    perform 1 from storycut.film where project = before.project and name = before.film for update;
    update storycut.film set committed = committed + (ask->>'committed')::bigint - before.committed
      where project = before.project and name = before.film;
    -- What was charged beyond its price is spent, whatever the caps.
    update storycut.budget b set committed = b.committed + (ask->>'committed')::bigint - before.committed
      from (select name from storycut.budget where name = any(before.budgets) order by name for update) locked
      where b.name = locked.name;
  end if;
  insert into storycut.record(t, project, fingerprint, attempt, body)
    values (now_, before.project, before.fingerprint, before.id, ask->'body') returning seq into known;
  update storycut.request set last = known where fingerprint = before.fingerprint;
  return jsonb_build_object('kind', 'noted', 'seq', known, 't', storycut.ms(now_));
end $$;

-- A record that is about no attempt.
create function storycut.jot(project_ text, fingerprint_ text, body_ jsonb) returns jsonb language plpgsql as $$
declare now_ timestamptz := storycut.now(); at bigint;
begin
  insert into storycut.record(t, project, fingerprint, body) values (now_, project_, fingerprint_, body_) returning seq into at;
  return jsonb_build_object('seq', at, 't', storycut.ms(now_));
end $$;

/* A journal of one machine. Of `ask`: project, records (t, fingerprint, attempt, body) and attempts (id, fingerprint, film,
 * place, words, committed, state, remote, t) as they are after all of them. The answer: how many records it brought; none if
 * they are there already. */
create function storycut.adopt(ask jsonb) returns bigint language plpgsql as $$
declare project_ text := ask->>'project'; one record; brought bigint;
begin
  if exists(select from storycut.attempt a join jsonb_array_elements(ask->'attempts') given on a.id = given->>'id') then
    return 0;
  end if;
  insert into storycut.film(project, name)
    select distinct project_, given->>'film' from jsonb_array_elements(ask->'attempts') given on conflict do nothing;
  insert into storycut.request(fingerprint)
    select distinct given->>'fingerprint' from jsonb_array_elements(ask->'attempts') given order by 1 on conflict do nothing;
  perform 1 from storycut.request
    where fingerprint in (select given->>'fingerprint' from jsonb_array_elements(ask->'attempts') given)
    order by fingerprint for update;
  insert into storycut.record(t, project, fingerprint, attempt, body)
    select to_timestamp((given->>'t')::float8 / 1000), project_, given->>'fingerprint', given->>'attempt', given->'body'
    from jsonb_array_elements(ask->'records') with ordinality as r(given, n) order by n;
  get diagnostics brought = row_count;
  update storycut.request q set last = latest.seq
    from (select fingerprint, max(seq) as seq from storycut.record where attempt is not null group by fingerprint) latest
    where q.fingerprint = latest.fingerprint and q.last < latest.seq;
  for one in
    select given->>'id' as id, given->>'fingerprint' as fingerprint, given->>'film' as film, given->>'place' as place,
      given->>'words' as words, (given->>'committed')::bigint as committed, given->>'state' as state,
      given->>'remote' as remote, to_timestamp((given->>'t')::float8 / 1000) as since
    from jsonb_array_elements(ask->'attempts') given
  loop
    perform storycut.bring(project_, one.id, one.fingerprint, one.film, one.place, one.words, one.committed,
      -- What is under way in both places is paid for in both.
      case when one.state in ('open', 'accepted') and exists(
        select from storycut.attempt where fingerprint = one.fingerprint and state in ('open', 'accepted'))
        then 'stray' else one.state end,
      case when exists(select from storycut.attempt where place = one.place and remote = one.remote)
        then null else one.remote end,
      one.since);
  end loop;
  return brought;
end $$;

create function storycut.bring(project_ text, id_ text, fingerprint_ text, film_ text, place_ text, words_ text,
  committed_ bigint, state_ text, remote_ text, since_ timestamptz) returns void language plpgsql as $$
declare budgets_ text[] := array['studio', 'project ' || split_part(project_, '/', 1), 'month ' || to_char(since_ at time zone 'utc', 'YYYY-MM')];
begin
  insert into storycut.attempt(id, fingerprint, project, film, budgets, place, words, committed, state, remote, since)
    values (id_, fingerprint_, project_, film_, budgets_, place_, words_, committed_, state_, remote_, since_);
  update storycut.film set committed = committed + committed_ where project = project_ and name = film_;
  insert into storycut.budget(name) select unnest(budgets_) order by 1 on conflict do nothing;
  -- It is spent already, whatever the caps.
  update storycut.budget b set committed = b.committed + committed_
    from (select name from storycut.budget where name = any(budgets_) order by name for update) locked
    where b.name = locked.name;
end $$;

-- Milliseconds until a submission of this kind may be sent, which is booked; with `apart` 0, until the pause ends.
create function storycut.turn(place_ text, kind_ text, apart float8) returns float8 language plpgsql as $$
declare now_ timestamptz := storycut.now(); pause_ timestamptz; mine timestamptz;
begin
  select next into pause_ from storycut.pace where place = place_ and kind = '';
  pause_ := coalesce(pause_, '-infinity');
  if apart > 0 then
    insert into storycut.pace(place, kind) values (place_, kind_) on conflict do nothing;
    select greatest(next, pause_, now_) into mine from storycut.pace where place = place_ and kind = kind_ for update;
    update storycut.pace set next = mine + make_interval(secs => apart / 1000) where place = place_ and kind = kind_;
  else
    mine := greatest(pause_, now_);
  end if;
  return storycut.ms(mine) - storycut.ms(now_);
end $$;

create function storycut.pause(place_ text, milliseconds float8) returns void language sql as $$
  insert into storycut.pace(place, kind, next) values (place_, '', storycut.now() + make_interval(secs => milliseconds / 1000))
  on conflict (place, kind) do update set next = greatest(pace.next, excluded.next)
$$;

-- What anybody may look at.
create view storycut.money as
  select project, film, state, count(*) as attempts, sum(committed) / 1e6 as dollars
  from storycut.attempt group by project, film, state;
create view storycut.unresolved as
  select id, project, film, state, place, remote, since from storycut.attempt where state in ('open', 'lost', 'stray');
-- Must be empty.
create view storycut.imbalance as
  select b.name, b.committed / 1e6 as dollars, coalesce(s.committed, 0) / 1e6 as of_attempts
  from storycut.budget b
  left join (select unnest(budgets) as name, sum(committed) as committed from storycut.attempt group by 1) s using (name)
  where b.committed <> coalesce(s.committed, 0)
  union all
  select f.project || '/' || f.name, f.committed / 1e6, coalesce(s.committed, 0) / 1e6
  from storycut.film f
  left join (select project, film, sum(committed) as committed from storycut.attempt group by 1, 2) s
    on s.project = f.project and s.film = f.name
  where f.committed <> coalesce(s.committed, 0);

create table storycut.version(number int not null);
insert into storycut.version values (1);

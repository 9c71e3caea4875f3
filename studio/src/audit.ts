import type { StudioAudit } from 'storycut/studio';
import type { Database } from './database.ts';

/** How the ledger stands. Amounts in US dollars. */
export async function audit(database: Database): Promise<StudioAudit> {
  const [films, unresolved, budgets, accounts, imbalances] = await Promise.all([
    database.ask<StudioAudit['films'][number]>(
      `select f.project, f.name as film, f.committed / 1e6::float8 as committed,
         count(a.id)::int as attempts,
         (count(a.id) filter (where a.state = 'made'))::int as made,
         (count(a.id) filter (where a.state in ('open', 'accepted')))::int as "inFlight"
       from storycut.film f left join storycut.attempt a on a.project = f.project and a.film = f.name
       group by f.project, f.name order by 1, 2`,
      [],
    ),
    database.ask<StudioAudit['unresolved'][number]>(
      `select u.project, u.film, r.body->>'segment' as segment, u.state, u.place, u.remote,
         to_char(u.since at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
       from storycut.unresolved u
       join storycut.record r on r.attempt = u.id and r.body->>'type' = 'intent'
       where u.state <> 'open' or u.since < storycut.now() - interval '10 minutes'
       order by u.since`,
      [],
    ),
    database.ask<StudioAudit['budgets'][number]>(
      `select name, cap / 1e6::float8 as cap, committed / 1e6::float8 as committed from storycut.budget order by name`,
      [],
    ),
    database.ask<StudioAudit['accounts'][number]>(
      `select place, in_flight::int as "inFlight", last_minute::int as "lastMinute", paused_for as "pausedFor"
       from storycut.account order by place`,
      [],
    ),
    database.ask<StudioAudit['imbalances'][number]>(
      `select name, dollars::float8 as committed, of_attempts::float8 as "ofAttempts" from storycut.imbalance`,
      [],
    ),
  ]);
  return { schemaVersion: 1, films, unresolved, budgets, accounts, imbalances };
}

/** Sets what may be committed under a name, in US dollars; undefined: any amount. */
export async function setBudget(database: Database, name: string, cap: number | undefined): Promise<void> {
  await database.ask(
    `insert into storycut.budget(name, cap) values ($1, $2) on conflict (name) do update set cap = excluded.cap`,
    [name, cap === undefined ? null : Math.round(cap * 1e6)],
  );
}

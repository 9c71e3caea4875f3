-- Of the places that were marked as those of the clips, the one that holds last. A column, so that rights to the table hold.
alter table storycut.version add column marks text[] not null default '{}';
update storycut.version set number = 2;

create view storycut.account as
  select a.place,
    count(*) filter (where a.state in ('open', 'accepted')) as in_flight,
    count(*) filter (where a.since > storycut.now() - interval '1 minute') as last_minute,
    greatest(0, coalesce(extract(epoch from (
      select p.next from storycut.pace p where p.place = a.place and p.kind = '' and isfinite(p.next)) - storycut.now()), 0))::float8
      as paused_for
  from storycut.attempt a group by a.place;

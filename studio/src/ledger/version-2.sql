-- Of the places that were marked as those of the clips, the one that holds last. A column, so that rights to the table hold.
alter table storycut.version add column marks text[] not null default '{}';
update storycut.version set number = 2;

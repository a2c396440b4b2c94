-- Targets that a person added after the import stand by what the log says of them alone: 1 where it says so no more.
alter table target_read add column gone integer not null default 0;

-- Rounds of review, self-reports, evidence, steps of closing and edited notes; all of it projection.

create table round (
    uid text primary key,                 -- hash of name, plans and year
    name text not null,
    plans text not null check (json_valid(plans)),  -- keys; none: every plan
    as_of text,                           -- the date it is looked at, where one was set
    opened_on text not null,
    opened_by text not null,
    opened_at text not null,
    closed_on text,
    closing_id text,                      -- the operation that closed it and keeps its figures
    open integer not null
) strict, without rowid;

-- The round that is open for a plan.
create table plan_round (
    plan_id integer primary key references plan (id),
    round text not null
) strict;

create table evidence (
    operation_id text primary key,
    item_id integer not null references item (id),
    path text,
    sha256 text,
    size integer,
    document text,
    method text,                          -- files, phone, on_site
    remark text,
    person text not null,
    on_date text not null,
    recorded_at text not null
) strict, without rowid;
create index evidence_item on evidence (item_id, recorded_at);

create table self_report (
    operation_id text primary key,
    item_id integer not null references item (id),
    verdict text,                         -- what the department claims; null: words only
    body text not null,
    person text not null,
    on_date text not null,
    recorded_at text not null
) strict, without rowid;
create index self_report_item on self_report (item_id, recorded_at);

alter table note add column edits integer not null default 0;
alter table note add column edited_at text;

alter table task_state add column round text;                          -- of the finding in force
alter table task_state add column carried integer not null default 0;  -- the finding repeats an earlier one
alter table task_state add column found_at text;                       -- when the finding in force was recorded
alter table task_state add column last_verdict text;                   -- what the round before found
alter table task_state add column last_on text;
alter table task_state add column changed integer not null default 0;  -- something new was said since the finding
alter table task_state add column self_verdict text;
alter table task_state add column evidence integer not null default 0;
alter table task_state add column closing text;                        -- applied, returned, closed

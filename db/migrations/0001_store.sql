-- The store's first form. Three kinds of tables stand side by side:
--   documents   place, plan, revision, section, item, placement, wording, target, stated: written by an import, never changed
--   log         operation: appended only; the one way to change review data
--   projection  state of plans, tasks, targets, departments: folded from documents and log, rebuilt by `check --rebuild`
-- plus `draft` (notes being typed, of this machine only) and `meta`.

create table meta (
    key text primary key,
    value text not null
) strict, without rowid;

-- Documents --------------------------------------------------------------------------------------------------------

create table place (
    id integer primary key,
    name text not null unique,
    parent_id integer references place (id)
) strict;

create table plan (
    id integer primary key,
    key text not null unique,             -- hash of city, title and period as first imported; never changes
    place_id integer not null references place (id),
    title text not null,
    period_first integer not null,        -- years, both included
    period_last integer not null,
    kind text not null,
    issuer text,
    issued_on text
) strict;

create table revision (
    id integer primary key,
    plan_id integer not null references plan (id),
    number integer not null,              -- 1 is the first import
    source_name text not null,
    sha256 text not null,
    encoding text not null,
    reader text not null,                 -- version of the reader that made the outline
    bytes blob not null,
    outline text not null check (json_valid(outline)),  -- as corrected
    corrections text not null default '[]' check (json_valid(corrections)),  -- made in the preview, by place
    unique (plan_id, number),
    unique (plan_id, sha256, corrections)
) strict;

create table section (
    id integer primary key,
    revision_id integer not null references revision (id),
    parent_id integer references section (id),
    ord integer not null,
    kind text not null,                   -- section, box
    level integer not null,
    label text,
    title text,
    path text not null,                   -- labels from the top, joined by '/'
    line integer not null,
    end_line integer
) strict;
create index section_revision on section (revision_id, ord);

create table item (
    id integer primary key,               -- local; lists and joins use it
    uid text not null unique,             -- hash of plan key, normalised text and ordinal among equal texts
    plan_id integer not null references plan (id)
) strict;
create index item_plan on item (plan_id);

-- Where an item stands in one revision: its number, title and lines.
create table placement (
    item_id integer not null references item (id),
    revision_id integer not null references revision (id),
    section_id integer references section (id),
    ord integer not null,
    number integer,
    label text,
    title text not null,
    title_explicit integer not null,
    line integer not null,
    end_line integer not null,
    deadline text,                        -- as written
    due text,                             -- ISO date, or null
    routine integer not null,
    primary key (revision_id, ord),
    unique (item_id, revision_id)
) strict;

-- The long text, kept out of the tables that lists scan; `folded` is its search key (planreview.text.fold).
create table wording (
    item_id integer primary key references item (id),
    body text not null,
    folded text not null
) strict;

create table target (
    id integer primary key,
    uid text not null unique,             -- hash of its owner's uid, metric, operator, value, unit and ordinal
    plan_id integer not null references plan (id),
    item_id integer references item (id), -- null: a target of the whole plan
    origin text not null,                 -- task, objective, box, table
    metric text not null,
    op text not null,
    value text not null,                  -- decimals as text, so that 0.1 stays 0.1
    unit text
) strict;
create index target_item on target (item_id);
create index target_plan on target (plan_id, origin);

-- Where a target stands in one revision and what that revision says of it besides its id; what a revision does not place is
-- not among its targets.
create table target_place (
    revision_id integer not null references revision (id),
    target_id integer not null references target (id),
    section_id integer references section (id),
    ord integer not null,
    line integer not null,
    span_line integer,
    span_first integer,
    span_last integer,
    kind text not null,
    value_max text,
    baseline text,
    due text,
    quote text not null,
    confidence real not null,
    primary key (revision_id, target_id)
) strict, without rowid;
create index target_place_target on target_place (target_id);

-- Responsible units as a document states them, by name; the projection resolves names through aliases.
create table stated (
    item_id integer not null references item (id),
    revision_id integer not null references revision (id),
    role text not null,                   -- lead, support
    rank integer not null,
    name text not null,
    shared integer not null,              -- 按职责分工负责 without a lead
    inherited integer not null default 0, -- stated for the section that the task stands in
    primary key (revision_id, item_id, role, rank)
) strict;
create index stated_name on stated (name);

-- Log --------------------------------------------------------------------------------------------------------------

create table operation (
    seq integer primary key,              -- order of arrival in this file
    id text not null unique,
    kind text not null,
    subject text not null,                -- uid of a task or target, 'department:UID', 'plan:KEY', 'store', 'batch:ID'
    payload text not null check (json_valid(payload)),
    batch text not null,                  -- one action of a user
    person text not null,
    device text not null,                 -- one chain: a device writing to one copy of a store
    device_seq integer not null,
    clock integer not null,               -- hybrid logical clock: milliseconds since 1970 << 16 | counter
    recorded_at text not null,            -- UTC, ISO 8601
    effective_on text not null,           -- business date, ISO 8601
    based_on text not null check (json_valid(based_on)), -- {device: device_seq} that it saw
    previous text not null,               -- hash of the device's operation before; '' for its first
    hash text not null unique,
    unique (device, device_seq)
) strict;
create index operation_subject on operation (subject, clock, device, device_seq);
create index operation_batch on operation (batch);
create index operation_person on operation (person, seq);
create index operation_order on operation (clock, device, device_seq);
-- The few operations that are not about one task are found by kind without reading the many that are.
create index operation_structure on operation (kind, clock, device, device_seq)
where kind not in ('verdict', 'clear', 'note', 'actual', 'scope', 'assign');

create trigger operation_never_changed before update on operation
begin select raise(abort, 'the log is appended only'); end;
create trigger operation_never_deleted before delete on operation
begin select raise(abort, 'the log is appended only'); end;
-- INSERT OR REPLACE deletes without asking the delete trigger where recursive triggers are off.
create trigger operation_never_replaced before insert on operation
when exists (select 1 from operation where id = new.id or seq = new.seq or hash = new.hash
             or (device = new.device and device_seq = new.device_seq))
begin select raise(abort, 'the log is appended only'); end;

-- Projection -------------------------------------------------------------------------------------------------------

create table batch_state (
    batch text primary key,
    live integer not null,                -- 0: undone, whatever the date
    turns integer not null                -- how many undo and redo operations are about it
) strict, without rowid;

-- Items joined by same-task operations: item → the first item of its class, which stands for the task. Only joined ones.
create table same_task (
    item_id integer primary key references item (id),
    task_id integer not null references item (id)
) strict;
create index same_task_task on same_task (task_id);

-- Parts of a task, of every split whether it counts or not: one that counts takes the task's place.
create table part (
    item_id integer primary key references item (id),
    operation_id text not null,
    task text not null,                   -- uid of the task that was split
    label text not null,                  -- 6-1
    title text not null,
    due text,                             -- null: that of the task
    leads text not null check (json_valid(leads)),     -- uids of departments; none: those of the task
    targets text not null check (json_valid(targets))  -- uids of the task's targets that are this part's
) strict;
create index part_task on part (task);
create index part_operation on part (operation_id, item_id);

create table plan_state (
    plan_id integer primary key references plan (id),
    live integer not null,                -- 0: its import was taken back
    city text not null,                   -- as corrected
    title text not null,
    revision_id integer not null references revision (id),
    as_of text not null,                  -- the date its figures are computed for
    share text not null                   -- schedule share in percent, one decimal
) strict;

create table department (
    id integer primary key,               -- seq of the operation that first named it: undo and redo do not move it
    uid text not null unique,             -- hash of city and name as created
    place_id integer not null references place (id),
    name text not null,
    created_name text not null,           -- documents go on saying it after a renaming
    parent_id integer references department (id),
    ord integer,                          -- 建制序
    leader text,
    wildcard integer not null             -- 各县(市、区), 有关部门
) strict;

create index department_place on department (place_id, name);
create index department_parent on department (parent_id);

-- Every department ever named by an operation that lives → the one that stands for it (another where its name is an alias).
create table department_uid (
    uid text primary key,
    department_id integer not null references department (id),
    place_id integer not null references place (id),
    created_name text not null            -- documents mean the one that stands for it
) strict, without rowid;
create index department_uid_name on department_uid (place_id, created_name);
create index department_uid_department on department_uid (department_id);

create table department_alias (
    place_id integer not null references place (id),
    alias text not null,
    department_id integer not null references department (id),
    primary key (place_id, alias)
) strict;

create table task_state (
    item_id integer primary key references item (id), -- the first item of a class joined by same-task
    shown_id integer not null references item (id),   -- the item whose wording is current
    placed_id integer not null references item (id),  -- the item that the document holds: of a part, the task that was split
    plan_id integer not null,
    section_id integer,
    ord integer not null,
    verdict text,                         -- null: not reviewed
    verdict_on text,
    verdict_by text,
    closed integer not null,
    supervised integer not null,
    reason_open integer not null,         -- a reason is asked for and not yet given
    notes integer not null,
    updated_at text,                      -- recorded_at of the newest live operation
    lead_id integer references department (id), -- where it counts in lead mode; null: 未分配
    lead_source text,                     -- stated, inherited, default, person, rule
    leads integer not null,
    due text,
    due_presumed integer not null,
    routine integer not null,
    overdue integer not null,
    attainment text,                      -- percent, or points for rates, of the worst target
    gap text,
    light text,                           -- green, yellow, red
    light_target integer references target (id),
    mismatch integer not null,
    targets_stated integer not null,
    targets_reported integer not null,
    targets_attained integer not null
) strict;
create index task_state_order on task_state (plan_id, ord, item_id);
create index task_state_lead on task_state (lead_id, verdict);
create index task_state_verdict on task_state (verdict, light);

create table responsibility (
    item_id integer not null references item (id),
    department_id integer not null references department (id),
    role text not null,
    rank integer not null,
    source text not null,
    flagged integer not null,             -- 按职责分工负责: the first named counts
    primary key (item_id, role, department_id)
) strict, without rowid;
create index responsibility_department on responsibility (department_id, role, item_id);

create table note (
    operation_id text primary key,
    item_id integer not null references item (id),
    kind text,                            -- progress, problem, reason, measure, or null
    body text not null,
    folded text not null,
    person text not null,
    on_date text not null,
    recorded_at text not null
) strict, without rowid;
create index note_item on note (item_id, recorded_at);

create table actual (
    operation_id text primary key,
    target_id integer not null references target (id),
    value text,                           -- null: 待数, not yet published
    on_date text not null,
    person text not null,
    recorded_at text not null
) strict, without rowid;
create index actual_target on actual (target_id, on_date);

-- How a target of the document is read, where a person said so; null: as the document says, '': nothing.
create table target_read (
    target_id integer primary key references target (id),
    stands integer not null,
    metric text,
    op text,
    value text,
    value_max text,
    unit text,
    kind text,
    baseline text,
    due text
) strict;

create table target_state (
    target_id integer primary key references target (id),
    actual text,
    actual_on text,
    pending integer not null,
    attainment text,
    plain text,                           -- actual / target where a baseline gives the attainment
    gap text,
    light text,
    reached integer not null
) strict;

-- This machine only ------------------------------------------------------------------------------------------------

create table draft (
    item_uid text not null,
    person text not null,
    kind text not null,                   -- '': of no kind
    body text not null,
    saved_at text not null,
    primary key (item_uid, person, kind)
) strict, without rowid;

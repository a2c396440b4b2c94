-- What keeps a store of a million tasks quick: an index of words, figures that are kept instead of counted, and an index for
-- every order in which tasks are listed.

-- Characters and pairs of characters of all words, by item; of what operations say, by their seq. Documents and log are only
-- added to, so nothing is ever taken out of these.
create virtual table wording_index using fts5 (grams, content='', columnsize=0, detail=none, tokenize='ascii');
create virtual table said_index using fts5 (grams, content='', columnsize=0, detail=none, tokenize='ascii');

alter table task_state add column lead_shared integer not null default 0; -- 按职责分工负责: the first named counts
alter table task_state add column supports integer not null default 0;
alter table indicator_state add column lead_shared integer not null default 0;
alter table indicator_state add column supports integer not null default 0;

-- Numbers of tasks of each plan, and of each department that leads them (0: 未分配); rows with nothing are left out.
create table plan_tally (
    plan_id integer primary key,
    total integer not null,               -- supervised; all but not_supervised is of these
    not_supervised integer not null,
    not_started integer not null,
    behind integer not null,
    on_track integer not null,
    ahead integer not null,
    done integer not null,
    dropped integer not null,
    no_measure integer not null,
    unreviewed integer not null,
    closed integer not null,
    overdue integer not null,
    mismatch integer not null,
    unassigned integer not null,
    reasons_open integer not null,
    green integer not null,
    yellow integer not null,
    red integer not null,
    stated integer not null,              -- targets
    reported integer not null,
    attained integer not null,
    joint_leads integer not null,
    shared_leads integer not null,
    presumed integer not null,
    supported integer not null,
    carried integer not null
) strict;

create table lead_tally (
    department_id integer primary key,
    total integer not null,
    not_supervised integer not null,
    not_started integer not null,
    behind integer not null,
    on_track integer not null,
    ahead integer not null,
    done integer not null,
    dropped integer not null,
    no_measure integer not null,
    unreviewed integer not null,
    closed integer not null,
    overdue integer not null,
    mismatch integer not null,
    unassigned integer not null,
    reasons_open integer not null,
    green integer not null,
    yellow integer not null,
    red integer not null,
    stated integer not null,
    reported integer not null,
    attained integer not null,
    joint_leads integer not null,
    shared_leads integer not null,
    presumed integer not null,
    supported integer not null,
    carried integer not null
) strict;

-- Supervised tasks that a department supports, and those that it leads or supports.
create table held_tally (
    department_id integer primary key,
    supports integer not null,
    named integer not null
) strict;

drop index task_state_order;
drop index task_state_lead;
create index task_state_order on task_state (plan_id, ord, item_id, supervised);
create index task_state_section on task_state (section_id, supervised, verdict);
create index task_state_lead on task_state (lead_id, plan_id, ord, item_id, supervised, verdict);
create index task_state_due on task_state (due, plan_id, ord, item_id, supervised);
create index task_state_gap on task_state (cast(gap as real), plan_id, ord, item_id, supervised);
drop index task_state_verdict;
create index task_state_verdict on task_state (verdict, plan_id, ord, item_id, supervised);
create index task_state_updated on task_state (updated_at desc, plan_id, ord, item_id, supervised);
create index task_state_shown on task_state (shown_id) where shown_id <> item_id;
create index department_name on department (name);

-- Indicators (指标: targets of a whole plan) as rows beside the tasks; all tables belong to the projection.
-- Columns are those of task_state, responsibility, note, evidence and self_report, so that what lists, filters and counts
-- tasks does so with indicators; `item_id` is minus the target's id, so that a list of either holds no id twice.

create table indicator_state (
    item_id integer primary key,
    shown_id integer not null,
    placed_id integer not null,
    plan_id integer not null,
    section_id integer,
    ord integer not null,
    verdict text,
    verdict_on text,
    verdict_by text,
    closed integer not null,
    supervised integer not null,
    reason_open integer not null,
    notes integer not null,
    updated_at text,
    lead_id integer references department (id),
    lead_source text,
    leads integer not null,
    due text,
    due_presumed integer not null,
    routine integer not null,
    overdue integer not null,
    attainment text,
    gap text,
    light text,
    light_target integer references target (id),
    mismatch integer not null,
    targets_stated integer not null,
    targets_reported integer not null,
    targets_attained integer not null,
    round text,
    carried integer not null default 0,
    found_at text,
    last_verdict text,
    last_on text,
    changed integer not null default 0,
    self_verdict text,
    evidence integer not null default 0,
    closing text
) strict;
create index indicator_state_order on indicator_state (plan_id, ord, item_id);
create index indicator_state_lead on indicator_state (lead_id, verdict);

create table indicator_responsibility (
    item_id integer not null,
    department_id integer not null references department (id),
    role text not null,
    rank integer not null,
    source text not null,
    flagged integer not null,
    primary key (item_id, role, department_id)
) strict, without rowid;
create index indicator_responsibility_department on indicator_responsibility (department_id, role, item_id);

create table indicator_note (
    operation_id text primary key,
    item_id integer not null,
    kind text,
    body text not null,
    folded text not null,
    person text not null,
    on_date text not null,
    recorded_at text not null,
    edits integer not null default 0,
    edited_at text
) strict, without rowid;
create index indicator_note_item on indicator_note (item_id, recorded_at);

create table indicator_evidence (
    operation_id text primary key,
    item_id integer not null,
    path text,
    sha256 text,
    size integer,
    document text,
    method text,
    remark text,
    person text not null,
    on_date text not null,
    recorded_at text not null
) strict, without rowid;
create index indicator_evidence_item on indicator_evidence (item_id, recorded_at);

create table indicator_self_report (
    operation_id text primary key,
    item_id integer not null,
    verdict text,
    body text not null,
    person text not null,
    on_date text not null,
    recorded_at text not null
) strict, without rowid;
create index indicator_self_report_item on indicator_self_report (item_id, recorded_at);

-- Targets of one plan of which one is an indicator and that commit to the same: the actual values said of `subject`, which
-- are those of the target `other_id`, are the target's as well.
create table target_twin (
    target_id integer not null references target (id),
    subject text not null,
    other_id integer not null references target (id),
    primary key (target_id, subject)
) strict, without rowid;
create index target_twin_subject on target_twin (subject);

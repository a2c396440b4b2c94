-- Approved adjustments (调整) of targets and of tasks' due dates: both tables belong to the projection.

-- Each adjustment that holds as of the date, with what stood before it.
create table adjustment (
    operation_id text primary key,
    item_id integer references item (id),     -- the task whose due date it changes
    target_id integer references target (id), -- or the target
    place integer not null,                   -- in the order in which they hold
    field text not null,                      -- value, value_max, baseline, due
    old text,
    new text,
    approver text not null,
    document text not null,
    person text not null,
    on_date text not null,
    recorded_at text not null
) strict, without rowid;
create index adjustment_item on adjustment (item_id);
create index adjustment_target on adjustment (target_id);

-- What holds of a target in place of what the document states; null: as stated, '': nothing.
create table adjusted (
    target_id integer primary key references target (id),
    value text,
    value_max text,
    baseline text,
    due text
) strict;

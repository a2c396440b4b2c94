-- Views that people saved: a name, what it lists and how. Folded from the log like all of the projection.

create table saved_view (
    subject text primary key,             -- 'view:' and a hash of the folded name
    name text not null,
    payload text not null check (json_valid(payload)),
    person text not null,
    saved_at text not null
) strict, without rowid;

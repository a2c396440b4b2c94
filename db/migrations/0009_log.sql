-- The log without the index of its hashes: nothing asked it, it was the largest of all, and each new hash falls on a page of its
-- own, which a mark had to fetch and to write. A hash covers the operation's id, so that ids and chains tell all that it told.

-- What is taken away first leaves its pages to what is made; they are not overwritten before.
pragma secure_delete = fast;
drop index operation_subject;
drop index operation_batch;
drop index operation_person;
drop index operation_order;
drop index operation_structure;

create table log (
    seq integer primary key,
    id text not null,
    kind text not null,
    subject text not null,
    payload text not null check (json_valid(payload)),
    batch text not null,
    person text not null,
    device text not null,
    device_seq integer not null,
    clock integer not null,
    recorded_at text not null,
    effective_on text not null,
    based_on text not null check (json_valid(based_on)),
    previous text not null,
    hash text not null
) strict;
-- Made row by row, its pages keep room for what will be said of the same tasks; one that is made at once is full, and every
-- mark would part a page. Memory for it while it is made.
create index operation_subject on log (subject, clock, device, device_seq);
pragma cache_size = -300000;
insert into log select * from operation order by seq;
drop table operation;
alter table log rename to operation;

create unique index operation_id on operation (id);
create unique index operation_chain on operation (device, device_seq);
create index operation_batch on operation (batch);
create index operation_person on operation (person, seq);
create index operation_order on operation (clock, device, device_seq);
create index operation_structure on operation (kind, clock, device, device_seq)
where kind not in ('verdict', 'clear', 'note', 'actual', 'scope', 'assign');

create trigger operation_never_changed before update on operation
begin select raise(abort, 'the log is appended only'); end;
create trigger operation_never_deleted before delete on operation
begin select raise(abort, 'the log is appended only'); end;
create trigger operation_never_replaced before insert on operation
when exists (select 1 from operation where id = new.id or seq = new.seq
             or (device = new.device and device_seq = new.device_seq))
begin select raise(abort, 'the log is appended only'); end;

pragma cache_size = -16000;

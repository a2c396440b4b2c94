-- A mark writes the pages that it changes and as few others as the lists can do without.

-- Only what was undone or done again: a batch that it does not hold counts.
delete from batch_state where turns = 0;

-- A verdict is read from the task; its copy in these was written anew with every mark.
drop index task_state_section;
create index task_state_section on task_state (section_id, supervised);
drop index task_state_lead;
create index task_state_lead on task_state (lead_id, plan_id, ord, item_id, supervised);
-- What was updated last is found from the end of the log.
drop index task_state_updated;

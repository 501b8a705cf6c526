-- The first day on which a period is asked for can be set by hand too; of dates that are set, none comes before an earlier one.
alter table period_exception add column opens date;
alter table period_exception drop constraint period_exception_says_something;
alter table period_exception add constraint period_exception_says_something check (opens is not null or due is not null or lock is not null);
alter table period_exception add constraint period_exception_order check (opens <= due and due <= lock and opens <= lock);

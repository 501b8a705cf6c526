-- What is not yet published is looked for every day in all there is, and is rare.
create index report_version_unpublished on report_version (report_id) where figure->>'kind' = 'not-yet-published';

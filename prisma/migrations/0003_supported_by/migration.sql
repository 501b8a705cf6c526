-- Which budget rows serve an indicator: efficiency sets its capaian against their money.
alter table indicator add column supported_by jsonb not null default '[]';

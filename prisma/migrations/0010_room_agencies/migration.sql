-- A room covers its whole government, or the agencies that it names: one, or those that somebody coordinates. One that names none learns nothing.
alter table agency add constraint agency_government_id_id_key unique (government_id, id);
alter table room add constraint room_government_id_id_key unique (government_id, id);
alter table room add column whole boolean not null default false;

-- Both hang on the same government: a room never covers an agency of another one.
create table room_agency (
  room_id integer not null,
  agency_id integer not null,
  government_id integer not null,
  constraint room_agency_pkey primary key (room_id, agency_id)
);
alter table room_agency add constraint room_agency_government_id_room_id_fkey
  foreign key (government_id, room_id) references room (government_id, id) on delete cascade on update cascade;
alter table room_agency add constraint room_agency_government_id_agency_id_fkey
  foreign key (government_id, agency_id) references agency (government_id, id) on delete restrict on update cascade;
create index room_agency_agency_id_idx on room_agency (agency_id);

insert into room_agency (room_id, agency_id, government_id) select id, agency_id, government_id from room where agency_id is not null;
update room set whole = agency_id is null;
alter table room drop column agency_id;

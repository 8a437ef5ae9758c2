-- whether a note in the conversation says that a message was not delivered; null: if the desk hides it
alter table desks add column failure_notes boolean;

-- why deliveries cannot use the credentials; null: they can, or nothing is known
alter table channels add column refusal text;
alter table desks add column refusal text;

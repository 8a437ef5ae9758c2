-- What providers reported about channels and their accounts; an ended condition stays, so that a
-- late report does not begin it again.
create table channel_conditions (
  channel_id  text not null references channels on delete cascade,
  code        text not null,
  subject     text not null,
  severity    text not null,
  detail      text,
  since       timestamptz not null,
  until       timestamptz,
  ended_at    timestamptz,
  reported_at timestamptz not null,
  primary key (channel_id, code, subject)
);

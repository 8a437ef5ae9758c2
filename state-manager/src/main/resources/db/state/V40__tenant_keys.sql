-- A new key of a tenant decrypts at once, and encrypts from promote_at on, when all services know it.
alter table tenant_keysets
  add column promote_at timestamptz,
  add column rotated_at timestamptz;
create index tenant_keysets_due on tenant_keysets (promote_at) where promote_at is not null;

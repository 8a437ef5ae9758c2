-- What a channel or desk needs is known to its connector alone: its settings become one document,
-- by the names of the connector's form, and each has the id its product gives it.

alter table channels rename column provider to kind;
alter table channels
  add column external_id      text,
  add column settings         jsonb,
  add column limits           jsonb,
  add column more_credentials jsonb;

update channels set
  external_id = phone_number_id,
  settings = jsonb_strip_nulls(jsonb_build_object(
    'phoneNumberId', phone_number_id,
    'accountId', nullif(account_id, ''),
    'apiUrl', api_url,
    'apiVersion', api_version));

alter table channels
  alter column settings set not null,
  drop column phone_number_id,
  drop column account_id,
  drop column api_url,
  drop column api_version;
create unique index channels_external_id on channels (kind, external_id);
create index channels_desk on channels (desk_id);

alter table desks
  add column external_id      text,
  add column settings         jsonb,
  add column limits           jsonb,
  add column more_credentials jsonb;

update desks set
  external_id = integration_id,
  settings = jsonb_strip_nulls(jsonb_build_object(
    'integrationId', integration_id,
    'loginUrl', login_url,
    'apiUrl', api_url,
    'clientId', client_id)),
  more_credentials = (
    select jsonb_agg(jsonb_build_object('clientId', client) order by place)
    from unnest(more_client_ids) with ordinality as further (client, place));

-- the addresses of a known region become the region, which an administrator may change
update desks
set settings = settings - 'loginUrl' - 'apiUrl' || jsonb_build_object('region', region)
from (values
  ('us-east-1', 'mypurecloud.com'),
  ('us-east-2', 'use2.us-gov-pure.cloud'),
  ('us-west-2', 'usw2.pure.cloud'),
  ('ca-central-1', 'cac1.pure.cloud'),
  ('mx-central-1', 'mxc1.pure.cloud'),
  ('sa-east-1', 'sae1.pure.cloud'),
  ('eu-west-1', 'mypurecloud.ie'),
  ('eu-west-2', 'euw2.pure.cloud'),
  ('eu-central-1', 'mypurecloud.de'),
  ('eu-central-2', 'euc2.pure.cloud'),
  ('eusc-de-east-1', 'edee1.eusc-pure.cloud'),
  ('me-central-1', 'mec1.pure.cloud'),
  ('ap-south-1', 'aps1.pure.cloud'),
  ('ap-southeast-1', 'apse1.pure.cloud'),
  ('ap-southeast-2', 'mypurecloud.com.au'),
  ('ap-northeast-1', 'mypurecloud.jp'),
  ('ap-northeast-2', 'apne2.pure.cloud'),
  ('ap-northeast-3', 'apne3.pure.cloud')) as known (region, domain)
where login_url = 'https://login.' || domain and api_url = 'https://api.' || domain;

alter table desks
  alter column settings set not null,
  drop column integration_id,
  drop column login_url,
  drop column api_url,
  drop column client_id,
  drop column more_client_ids;
create unique index desks_external_id on desks (kind, external_id);

comment on column channels.kind is 'the connector; named provider until V4';
comment on column channels.settings is 'by the names of the connector''s form; secrets lie in tenant_credentials';
comment on column desks.settings is 'by the names of the connector''s form; secrets lie in tenant_credentials';
comment on column tenants.phone_number_id is 'external_id of the first channel that has one';
comment on column tenants.genesys_integration_id is 'external_id of the first desk that has one';

-- Where a mail was caused from, which the mail says. It is kept for as long as the mail may have to be written once more.
alter table delivery add column client_device varchar(60);
alter table delivery drop constraint delivery_client_address;
alter table delivery add constraint delivery_client_address check (case when client_address is null then true
    when state = 'QUEUED' then true when state = 'SENDING' then true when state = 'FAILED' then true else false end);

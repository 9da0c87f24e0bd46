-- Users whose present address the mail server refused for good, with its words. Ends when it accepts a mail to that address.
create table refused_address (
    user_id     uuid                        primary key,
    -- In canonical form.
    address_key varchar(254)                not null,
    refused_at  timestamp(6) with time zone not null,
    reply       varchar(2100),
    constraint refused_address_of_user foreign key (user_id) references users (id) on delete cascade
);

create index refused_address_key on refused_address (address_key);
